"""What a change would touch, told by the very rule that rates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duediligence.criteria.rating import propose
from duediligence.criteria.recorded import Book, recorded
from duediligence.criteria.selectors import authority
from duediligence.criteria.services.criteria import set_criterion
from duediligence.criteria.services.data import RuleData, SectorData
from duediligence.criteria.services.looking import look
from duediligence.criteria.services.matrix import data_of, set_matrix
from duediligence.criteria.services.sectors import set_sector
from duediligence.criteria.touched import by_criterion, by_matrix, by_sector
from duediligence.models import Criterion, CriterionVersion, HighRiskSector
from tests.duediligence.criteria.conftest import answer

TODAY = date(2026, 11, 20)


@pytest.fixture
def whole(cast, screened):
    """One whose every other question is answered so that it lifts nothing; `answers` do."""

    def make(**answers):
        screening = screened(**{k: v for k, v in answers.items() if k in ("approved", "state", "isic")})
        said = {k.replace("_", "-"): v for k, v in answers.items()}
        for version in Book().questions("standard", TODAY):
            harmless = {"share": "0", "text": "Known", "choice": "active"}.get(version.kind)
            neutral = harmless or ("yes" if version.no_effect != "none" else "no")
            answer(
                screening, version.criterion.code, said.get(version.criterion.code, neutral), cast.partnerships_officer
            )
        return screening

    return make


def look_at(by, data, code="alcohol"):
    criterion = Criterion.objects.get(code=code)
    return look(
        deed=lambda: set_criterion(by=by, criterion_id=criterion.pk, data=data),
        at=lambda version: by_criterion(version, on=TODAY),
    )


def told(touch):
    return {(row.subject.screening.pk, row.before, row.after) for row in touch.rows}


def test_a_stricter_threshold_names_who_would_be_rated_otherwise_and_changes_nothing(cast, as_it_is, whole):
    cleared, under_way = whole(approved="very_high", alcohol="9"), whole(alcohol="7")
    whole(approved="low", alcohol="2")
    whole(alcohol="12")  # excluded before and after
    touch = look_at(cast.partnerships_officer, as_it_is("alcohol", excluded_above=Decimal(6)))
    assert told(touch) == {(cleared.pk, "Very high", "Excluded"), (under_way.pk, "Very high", "Excluded")}
    assert (touch.clearances, touch.under_way, touch.looked_at) == (1, 1, 4)
    assert CriterionVersion.objects.filter(criterion__code="alcohol").count() == 1


def test_what_is_rated_higher_by_something_else_is_not_touched(cast, as_it_is, whole):
    whole(alcohol="9", child_labour="yes")
    assert look_at(cast.partnerships_officer, as_it_is("alcohol", excluded_above=Decimal(6))).rows == []


def test_a_question_asked_no_longer_lifts_nothing(cast, as_it_is, whole):
    screening = whole(alcohol="9")
    touch = look_at(cast.partnerships_officer, as_it_is("alcohol", retired=True))
    assert told(touch) == {(screening.pk, "Very high", "Low")}


def test_a_question_that_becomes_mandatory_lifts_those_who_never_answered_it(cast, as_it_is, whole):
    screening = whole()
    screening.answers.filter(version__criterion__code="esg-rating").delete()
    touch = look_at(cast.partnerships_officer, as_it_is("esg-rating", mandatory=True), "esg-rating")
    assert told(touch) == {(screening.pk, "Low", "Medium")}


def test_a_sector_touches_the_companies_in_it(cast, whole):
    screening = whole(isic="H50")
    whole(isic="J62")
    data = SectorData("Shipping", "Navigation", "Navegación", ["H50"], "FAO", "Crew abandonment", TODAY)
    touch = look(
        deed=lambda: set_sector(by=cast.partnerships_officer, data=data), at=lambda fresh: by_sector(fresh, on=TODAY)
    )
    assert told(touch) == {(screening.pk, "Low", "Medium")}
    assert not HighRiskSector.objects.filter(code="shipping").exists()


def test_a_matrix_sends_what_is_not_submitted_another_way(cast, whole):
    screening = whole(lawsuit_trafficking="yes")
    whole(approved="high", lawsuit_trafficking="yes")
    former = authority(TODAY)
    rules = [
        RuleData("high", 20, 12, 6, [("director_general", "headquarters")]) if rule.rating == "high" else rule
        for rule in data_of(former).rules
    ]
    data = replace(data_of(former), effective_from=TODAY, reason="Reform", rules=rules)
    touch = look(
        deed=lambda: set_matrix(by=cast.partnerships_officer, data=data),
        at=lambda fresh: by_matrix(former, fresh, on=TODAY),
    )
    assert told(touch) == {
        (screening.pk, "Committee, within 15 working days", "Director General, within 20 working days")
    }


def test_the_facts_of_many_take_as_many_queries_as_those_of_one(screened):
    first = [screened(approved="low", arms="3", isic="B05")]
    with CaptureQueriesContext(
        connection,
    ) as few:
        recorded(first, Book())
    several = first + [screened(arms="7", isic="C20") for _number in range(4)]
    with CaptureQueriesContext(connection) as many:
        facts = recorded(several, Book())
    assert len(many) == len(few)
    assert propose(facts[several[1].pk]).rating == "very_high"
