"""What a new installation begins with, as the migrations leave it."""

from datetime import date

import pytest
from django.apps import apps
from django.utils import translation

from crm.companies import isic
from duediligence.criteria.seed import sow
from duediligence.criteria.selectors import authority, high_risk_sector, questions, themes
from duediligence.criteria.sentences import say_source
from duediligence.enums import Effect, Track
from duediligence.models import (
    AuthorityStep,
    AuthorityVersion,
    ControversyTheme,
    Criterion,
    CriterionVersion,
    HighRiskSector,
)

TODAY = date(2026, 11, 20)


def test_sowing_again_changes_nothing(db):
    kept = [Criterion, CriterionVersion, HighRiskSector, ControversyTheme, AuthorityVersion, AuthorityStep]
    before = [model.objects.count() for model in kept]
    sow(apps)
    assert [model.objects.count() for model in kept] == before


@pytest.mark.parametrize("track", Track.values)
def test_each_track_asks_its_own_questions(db, track):
    asked = [version.criterion.code for version in questions(track, TODAY)]
    assert len(asked) == len(set(asked))
    assert ("arms" in asked) is (track != Track.INDIVIDUAL)
    assert ("founders-record" in asked) is (track == Track.SIMPLIFIED)
    assert ("controlled-companies" in asked) is (track == Track.INDIVIDUAL)
    assert {"un-sanctions", "human-rights-complicity", "procurement-link"} <= set(asked)


def test_nothing_is_asked_before_it_counts(db):
    assert questions(Track.STANDARD, date(2019, 12, 31)) == []


def test_every_question_is_whole(db):
    for version in CriterionVersion.objects.select_related("criterion"):
        version.full_clean(exclude=["set_by"])
        texts = {getattr(version, f"{f}_{language}") for f in ("text", "guidance") for language in ("en", "fr", "es")}
        assert len(texts) == 6, version.criterion.code
        assert all(texts), version.criterion.code
        assert {option["effect"] for option in version.options} <= set(Effect.values)


def test_arms_are_excluded_above_ten_and_very_high_from_five(db):
    arms = Criterion.objects.get(code="arms").versions.get()
    assert (arms.excluded_above, arms.very_high_from, arms.high_above) == (10, 5, 0)
    assert arms.unknown_effect == Effect.HIGH


@pytest.mark.parametrize(
    ("code", "sector"),
    [("B05", "extractives"), ("C20", "chemicals"), ("T97", "domestic-work-recruitment"), ("J62", None), ("", None)],
)
def test_high_risk_sectors_are_told_by_isic(db, code, sector):
    found = high_risk_sector(code, TODAY)
    assert (found.code if found else None) == sector


def test_sectors_and_themes_are_real(db):
    assert all(isic.normalise(code) == code for each in HighRiskSector.objects.all() for code in each.isic)
    assert {"recruitment-fees", "migrant-data", "human-rights"} <= {theme.code for theme in themes()}


def test_the_matrix_to_begin_with(db, django_assert_num_queries):
    with django_assert_num_queries(3):
        matrix = authority(TODAY)
        rows = {
            rule.rating: (
                [(step.role, step.whose) for step in rule.steps.all()],
                rule.working_days,
                rule.validity_months,
                rule.review_months,
            )
            for rule in matrix.rules.all()
        }
    assert rows == {
        "low": ([("chief_of_mission", "office")], 5, 36, None),
        "medium": ([("regional_director", "region")], 7, 24, None),
        "high": ([("committee", "headquarters")], 15, 12, 6),
        "very_high": ([("committee", "headquarters"), ("director_general", "headquarters")], 15, 12, 3),
    }
    assert (matrix.quorum, matrix.tie_rejects, matrix.list_max_age_days, matrix.individual_from_usd) == (
        3,
        True,
        45,
        10000,
    )


@pytest.mark.parametrize("language", ["fr", "es"])
def test_sources_are_said_in_the_readers_language(db, language):
    with translation.override(language):
        said = {
            say_source(row.source)
            for model in (CriterionVersion, HighRiskSector, ControversyTheme, AuthorityVersion)
            for row in model.objects.all()
        }
    english = ("setting", "guideline", "vendor", "learning", "strategy", "Compact", "WHO", "UNHCR")
    assert [source for source in said if any(word in source for word in english)] == []
    assert any("UNICEF" in source for source in said)
