"""Rating x office: who decides, and who takes the place of whom (domain.md section 5)."""

import pytest

from crm.core import clock
from duediligence.criteria.routing import plan_route
from duediligence.criteria.selectors import authority

CHIEF, DIRECTOR, COMMITTEE, DG = "chief_of_mission", "regional_director", "committee", "director_general"


def route(cast, rating, office, barred=()):
    today = clock.today()
    planned = plan_route(
        rating=rating, office=getattr(cast, office), authority=authority(today), on=today, barred=barred
    )
    return [(step.role, step.office.code, step.decides) for step in planned], [step.rule for step in planned]


@pytest.mark.parametrize(
    ("rating", "office", "steps", "rules"),
    [
        ("low", "senegal", [(CHIEF, "SN", True)], ["matrix"]),
        ("medium", "senegal", [(DIRECTOR, "ROWCA", True)], ["matrix"]),
        ("high", "senegal", [(COMMITTEE, "HQ", True)], ["matrix"]),
        ("very_high", "senegal", [(COMMITTEE, "HQ", False), (DG, "HQ", True)], ["matrix", "matrix"]),
        ("excluded", "senegal", [(COMMITTEE, "HQ", True)], ["matrix"]),
        # Nobody is chief of mission in Ghana.
        ("low", "ghana", [(DIRECTOR, "ROWCA", True)], ["vacant"]),
        ("low", "dakar", [(DIRECTOR, "ROWCA", True)], ["no_such_office"]),
        ("medium", "dakar", [(DIRECTOR, "ROWCA", True)], ["matrix"]),
        ("low", "hq", [(COMMITTEE, "HQ", True)], ["no_such_office"]),
        ("medium", "hub", [(COMMITTEE, "HQ", True)], ["no_such_office"]),
        ("very_high", "hub", [(COMMITTEE, "HQ", False), (DG, "HQ", True)], ["matrix", "matrix"]),
    ],
)
def test_who_decides(cast, rating, office, steps, rules):
    assert route(cast, rating, office) == (steps, rules)


def test_whoever_asked_is_passed_over(cast):
    assert route(cast, "low", "senegal", {cast.chief_of_mission.pk}) == (
        [(DIRECTOR, "ROWCA", True)],
        ["own_request"],
    )
    both = {cast.chief_of_mission.pk, cast.regional_director.pk}
    assert route(cast, "low", "senegal", both) == ([(COMMITTEE, "HQ", True)], ["own_request"])


def test_an_authority_that_takes_the_place_of_another_is_asked_once(cast):
    """Very high with a committee that is barred as a whole: the Director General decides without recommendation."""
    steps, rules = route(cast, "very_high", "senegal", {cast.committee_member.pk})
    assert steps == [(DG, "HQ", True)]
    assert rules == ["matrix"]
