from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import RequestFactory
from django.utils import translation

from crm.core import clock
from crm.core.templatetags import concord


@pytest.mark.parametrize("tag", [concord.day, concord.when, concord.ago, concord.due, concord.money, concord.person])
def test_nothing_is_a_dash(tag):
    assert "–" in tag(None)


def test_badge_escapes_its_words_and_takes_a_tone_from_an_enum():
    assert concord.badge("<b>", "very_high") == '<span class="badge badge-very-high">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "USD\u00a01,250,000"), ("fr", "1\u202f250\u202f000\u00a0USD"), ("es", "1.250.000\u00a0USD")],
)
def test_money_reads_as_the_language_has_it(language, expected):
    with translation.override(language):
        assert expected in concord.money(Decimal("1250000.00"), "USD")


def test_money_keeps_its_cents_and_shortens_on_request():
    assert "EUR\u00a00.50" in concord.money("0.5", "EUR")
    assert "84.2M" in concord.money(84_200_000, "USD", short=True)


def test_a_date_is_never_ambiguous():
    assert ">3 Apr 2026<" in concord.day(date(2026, 4, 3))
    with translation.override("fr"):
        assert ">3 avr. 2026<" in concord.day(date(2026, 4, 3))


def test_a_moment_names_its_zone():
    assert 'title="UTC">3 Apr 2026, 09:05<' in concord.when(datetime(2026, 4, 3, 9, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-2, "2 days late", "due-late"),
        (0, "Due today", "due-soon"),
        (1, "Due tomorrow", "due-soon"),
        (9, "Due in 9 days", 'class="nowrap "'),
    ],
)
def test_a_deadline_is_told_from_today(days, words, tone):
    told = concord.due(clock.today() + timedelta(days=days))
    assert words in told
    assert tone in told


def test_country_by_code_and_by_language():
    with translation.override("fr"):
        assert concord.country("DE") == "Allemagne"
    assert concord.country("XX") == "XX"


def test_initials_of_first_and_last_word():
    assert concord.initials("Ana María de la Cruz") == "AC"
    assert concord.initials("(Ana") == ""


def test_query_keeps_what_is_not_changed():
    context = {"request": RequestFactory().get("/", {"risk": ["low", "high"], "page": "3"})}
    assert concord.qs(context, page=2) == "?risk=low&risk=high&page=2"
    assert concord.qs(context, page=None) == "?risk=low&risk=high"
    assert concord.qs_without(context, "risk", "low") == "?risk=high"


@pytest.mark.parametrize(("language", "expected"), [("en", "12,345"), ("fr", "12\u202f345"), ("es", "12.345")])
def test_numbers_inside_sentences_are_grouped_as_the_language_has_it(language, expected):
    with translation.override(language):
        assert concord.grouped(12345) == expected
