"""Setting what counts: a new version from a day on, by headquarters, in whole sentences where something is wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, Stale
from duediligence.criteria.selectors import authority, high_risk_sector, questions
from duediligence.criteria.services.criteria import add_criterion, set_criterion
from duediligence.criteria.services.data import SectorData, ThemeData
from duediligence.criteria.services.matrix import data_of, set_matrix
from duediligence.criteria.services.sectors import add_theme, edit_theme, set_sector
from duediligence.models import AuthorityRule, ControversyTheme, Criterion, CriterionVersion

TODAY, NEXT_YEAR = date(2026, 11, 20), date(2027, 1, 1)


def counting(code: str, on: date) -> CriterionVersion | None:
    return next((v for v in questions("standard", on) if v.criterion.code == code), None)


def set_alcohol(by, data, **more):
    return set_criterion(by=by, criterion_id=Criterion.objects.get(code="alcohol").pk, data=data, **more)


def test_a_new_version_counts_from_its_day_and_the_former_one_stays(cast, as_it_is):
    data = as_it_is("alcohol", excluded_above=Decimal(5), effective_from=NEXT_YEAR)
    version = set_alcohol(cast.partnerships_officer, data)
    assert (version.number, version.set_by) == (2, cast.partnerships_officer)
    assert counting("alcohol", TODAY).excluded_above == 10
    assert counting("alcohol", NEXT_YEAR).excluded_above == 5
    event = AuditEvent.objects.get(verb="criterion.changed")
    assert (event.before, event.after["reason"]) == ({"excluded_above": "10.00"}, "A stricter norm")


def test_the_last_word_counts_also_over_one_that_was_planned(cast, as_it_is):
    set_alcohol(cast.partnerships_officer, as_it_is("alcohol", excluded_above=Decimal(5), effective_from=NEXT_YEAR))
    set_alcohol(cast.partnerships_officer, as_it_is("alcohol", excluded_above=Decimal(8)))
    assert counting("alcohol", TODAY).excluded_above == 8
    assert counting("alcohol", NEXT_YEAR).excluded_above == 8


def test_what_is_retired_is_asked_no_longer_and_can_come_back(cast, as_it_is):
    set_alcohol(cast.administrator, as_it_is("alcohol", retired=True))
    assert counting("alcohol", TODAY) is None
    set_alcohol(cast.administrator, as_it_is("alcohol", retired=False, reason="Needed after all"))
    assert counting("alcohol", TODAY).number == 3


def test_nothing_that_was_set_is_changed_or_removed(db):
    version = CriterionVersion.objects.first()
    for deed in (
        lambda: CriterionVersion.objects.filter(pk=version.pk).update(source="Nowhere"),
        lambda: AuthorityRule.objects.first().delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            deed()


@pytest.mark.parametrize(
    "person", ["focal_point", "chief_of_mission", "committee_member", "auditor", "director_general"]
)
def test_only_headquarters_set_what_counts(cast, as_it_is, person):
    by = getattr(cast, person)
    for deed in (
        lambda: set_alcohol(by, as_it_is("alcohol", retired=True)),
        lambda: set_matrix(by=by, data=data_of(authority(TODAY))),
        lambda: add_theme(by=by, data=ThemeData("A", "B", "C", "D")),
        lambda: set_sector(by=by, data=SectorData("A", "B", "C", ["B"], "D", "E", TODAY)),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_two_who_edit_at_once_are_told(cast, as_it_is):
    mine, theirs = as_it_is("alcohol", excluded_above=Decimal(7)), as_it_is("alcohol", excluded_above=Decimal(8))
    set_alcohol(cast.administrator, theirs, seen=1)
    with pytest.raises(Stale) as refused:
        set_alcohol(cast.partnerships_officer, mine, seen=1)
    assert (refused.value.current.version, refused.value.current.excluded_above) == (2, 8)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"effective_from": date(2026, 11, 19)}, "effective_from", "This day has passed"),
        ({"excluded_above": Decimal(4)}, "excluded_above", "must rise with the risk: this one, 4, lies below 5"),
        ({"excluded_above": Decimal(101)}, "excluded_above", "between 0 and 100 per cent"),
        ({"text_fr": " "}, "text_fr", "missing in French"),
        ({"guidance_es": ""}, "guidance_es", "The guidance is missing in Spanish"),
        ({"text_en": "x" * 401}, "text_en", "400 characters"),
        ({"source": ""}, "source", "Name the norm"),
        ({"reason": ""}, "reason", "Say why"),
        ({"tracks": []}, "tracks", "at least one of the tracks"),
        ({"look_back_years": 0}, "look_back_years", "1 to 30 years"),
        ({"yes_effect": "high"}, "yes_effect", "answered by yes or no"),
        ({"options": [{"value": "a"}]}, "options", "several answers"),
        ({"kind": "yes_no", "excluded_above": None, "very_high_from": None}, "kind", "another kind"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(cast, as_it_is, changes, field, sentence):
    with pytest.raises(ValidationError) as refused:
        set_alcohol(cast.partnerships_officer, as_it_is("alcohol", **changes))
    assert sentence in " ".join(refused.value.message_dict[field])


def test_the_same_again_is_no_version(cast, as_it_is):
    with pytest.raises(Conflict, match="Nothing is different"):
        set_alcohol(cast.partnerships_officer, as_it_is("alcohol"))


def test_a_new_criterion_has_a_code_of_its_own(cast, as_it_is):
    data = as_it_is("nuclear-industry", text_en="Does it mine the deep sea?")
    for code in ("Deep sea", "alcohol", "new", ""):
        with pytest.raises(ValidationError) as refused:
            add_criterion(by=cast.partnerships_officer, code=code, group="exclusion", data=data)
        assert "code" in refused.value.message_dict
    add_criterion(by=cast.partnerships_officer, code="deep-sea-mining", group="exclusion", data=data)
    assert counting("deep-sea-mining", TODAY).yes_effect == "excluded"


def test_choices_are_whole(cast, as_it_is):
    active = {"value": "a", "label_en": "A", "label_fr": "A", "label_es": "A", "effect": "none"}
    for options in ([active], [active, active], [active, active | {"value": "b", "label_fr": ""}]):
        with pytest.raises(ValidationError) as refused:
            set_criterion(
                by=cast.partnerships_officer,
                criterion_id=Criterion.objects.get(code="global-compact").pk,
                data=as_it_is("global-compact", options=options),
            )
        assert list(refused.value.message_dict) == ["options"]


def test_a_sector_gets_its_next_version_and_can_be_retired(cast):
    data = SectorData("Shipping", "Navigation", "Navegación", ["H50"], "FAO", "Crew abandonment", TODAY)
    set_sector(by=cast.partnerships_officer, data=data)
    assert high_risk_sector("H50", TODAY).code == "shipping"
    with pytest.raises(ValidationError, match="one of this name already"):
        set_sector(by=cast.partnerships_officer, data=data)
    later = replace(data, isic=["H50", "H52"], effective_from=NEXT_YEAR)
    assert set_sector(by=cast.partnerships_officer, code="shipping", data=later, seen=1).number == 2
    assert high_risk_sector("H52", TODAY) is None
    assert high_risk_sector("H52", NEXT_YEAR)
    set_sector(by=cast.partnerships_officer, code="shipping", data=replace(later, retired=True), seen=2)
    assert high_risk_sector("H50", NEXT_YEAR) is None
    with pytest.raises(ValidationError, match="no section or division Z99"):
        set_sector(by=cast.partnerships_officer, code="shipping", data=replace(data, isic=["Z99"]))


def test_a_theme_is_worded_anew_in_all_languages(cast):
    theme = ControversyTheme.objects.get(code="visa-lobbying")
    data = ThemeData("Lobbying on borders", "Lobbying sur les frontières", "Cabildeo sobre fronteras", "Agency setting")
    assert edit_theme(by=cast.partnerships_officer, theme_id=theme.pk, data=data, version=1).version == 2
    with pytest.raises(Stale):
        edit_theme(by=cast.partnerships_officer, theme_id=theme.pk, data=data, version=1)
    with pytest.raises(ValidationError, match="missing in Spanish"):
        edit_theme(by=cast.partnerships_officer, theme_id=theme.pk, data=replace(data, name_es=""))


def matrix(**changes):
    return replace(data_of(authority(TODAY)), effective_from=TODAY, reason="Reform", **changes)


def with_rule(rating: str, **changes):
    rules = [replace(rule, **changes) if rule.rating == rating else rule for rule in matrix().rules]
    return matrix(rules=rules)


def test_a_matrix_is_followed_whole(cast):
    data = with_rule("medium", steps=[("regional_director", "region"), ("committee", "headquarters")], working_days=10)
    fresh = set_matrix(by=cast.partnerships_officer, data=replace(data, effective_from=NEXT_YEAR), seen=1)
    assert fresh.number == 2
    assert authority(TODAY).number == 1
    assert data_of(authority(NEXT_YEAR)) == replace(data, effective_from=NEXT_YEAR)
    event = AuditEvent.objects.get(verb="authority.set")
    assert event.before == {"medium": "regional_director, 7, 24, -"}
    with pytest.raises(Stale):
        set_matrix(by=cast.partnerships_officer, data=data, seen=1)


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        (lambda: with_rule("medium", steps=[]), "medium-step1", "Somebody must decide"),
        (lambda: matrix(rules=matrix().rules[1:]), "low-step1", "Somebody must decide"),
        (lambda: with_rule("low", steps=[("staff", "office")]), "low-step1", "Nobody decides as “Staff”"),
        (lambda: with_rule("low", steps=[("auditor", "office")]), "low-step1", "Nobody decides as “Auditor”"),
        (lambda: with_rule("low", steps=[("chief_of_mission", "headquarters")]), "low-step1", "No such office has"),
        (
            lambda: with_rule("high", steps=[("director_general", "headquarters"), ("committee", "headquarters")]),
            "high-step1",
            "Each step must stand above",
        ),
        (lambda: with_rule("high", working_days=0), "high-working_days", "from 1 to 120"),
        (lambda: with_rule("high", review_months=13), "high-review_months", "from 1 to 12"),
        (lambda: matrix(quorum=5), "quorum", "from 1 to 4"),
        (lambda: matrix(individual_from_usd=Decimal(-1)), "individual_from_usd", "0 or more"),
        (lambda: replace(matrix(quorum=2), effective_from=date(2020, 1, 1)), "effective_from", "has passed"),
    ],
)
def test_a_matrix_that_cannot_work_is_refused(cast, data, field, sentence):
    with pytest.raises(ValidationError) as refused:
        set_matrix(by=cast.administrator, data=data())
    assert sentence in " ".join(refused.value.message_dict[field])
