"""Who sets rates, what is refused, and that a corrected rate changes no amount."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, Stale
from crm.rates.models import ExchangeRate
from crm.rates.services.rates import add_rate, correct_rate

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def rate(cast):
    return add_rate(
        by=cast.partnerships_officer, currency="eur", month=date(2026, 11, 27), units_per_usd=Decimal("0.86")
    )


def test_it_is_of_the_whole_month(rate):
    assert (rate.currency, rate.month) == ("EUR", NOVEMBER)
    assert AuditEvent.objects.filter(verb="rate.set").count() == 1


@pytest.mark.parametrize("person", ["focal_point", "regional_director", "auditor", "hub_officer", "director_general"])
def test_others_ask_those_who_keep_them(cast, rate, person):
    by = getattr(cast, person)
    with pytest.raises(Forbidden, match="Ask one of them"):
        add_rate(by=by, currency="CHF", month=NOVEMBER, units_per_usd=Decimal("0.8"))
    with pytest.raises(Forbidden):
        correct_rate(by=by, rate_id=rate.pk, changes={"units_per_usd": Decimal("0.8")})


def test_one_for_each_month(cast, rate):
    with pytest.raises(Conflict, match="correct it there") as refused:
        add_rate(by=cast.administrator, currency="EUR", month=NOVEMBER, units_per_usd=Decimal("0.9"))
    assert refused.value.code == "rate_exists"


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"currency": "USD"}, "currency", "one dollar is one dollar"),
        ({"currency": "XYZ"}, "currency", "no currency"),
        ({"currency": ""}, "currency", "no currency"),
        ({"units_per_usd": Decimal(0)}, "units_per_usd", "more than zero"),
        ({"units_per_usd": Decimal(-1)}, "units_per_usd", "more than zero"),
        ({"units_per_usd": Decimal(10) ** 13}, "units_per_usd", "more than zero"),
        ({"month": date(1026, 11, 1)}, "month", "year"),
        ({"source": "x" * 201}, "source", "200"),
    ],
)
def test_bad_data_is_named(cast, told, field, words):
    with pytest.raises(ValidationError, match=words) as refused:
        add_rate(
            by=cast.partnerships_officer,
            **{"currency": "CHF", "month": NOVEMBER, "units_per_usd": Decimal("0.8"), **told},
        )
    assert list(refused.value.error_dict) == [field]


def test_two_who_correct_at_once(cast, rate):
    correct_rate(by=cast.administrator, rate_id=rate.pk, changes={"units_per_usd": Decimal("0.87")}, version=1)
    with pytest.raises(Stale):
        correct_rate(by=cast.partnerships_officer, rate_id=rate.pk, changes={"source": "UN"}, version=1)
    event = AuditEvent.objects.get(verb="rate.corrected")
    assert (event.before, event.after) == ({"units_per_usd": "0.860000"}, {"units_per_usd": "0.87"})


@pytest.mark.parametrize(
    "changes", [{"units_per_usd": 0}, {"month": "2026-11-02"}, {"currency": "eur"}, {"currency": "USD"}]
)
def test_the_database_refuses_it_too(rate, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeRate.objects.filter(pk=rate.pk).update(**changes)
