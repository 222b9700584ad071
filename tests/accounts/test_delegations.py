"""A deputy decides for the holder: named by the holder alone, for a period, and never handed on."""

from datetime import UTC, date, datetime

import pytest

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.policies import may_decide_for
from crm.accounts.services.delegations import delegate, revoke_delegation
from crm.core.errors import Conflict, Forbidden

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def lend(cast, *, by=None, deputy=None, starts_on=TODAY, ends_on=date(2026, 11, 30), assignment=None):
    return delegate(
        by=by or cast.chief_of_mission,
        assignment=assignment or cast.chief_of_mission.roles.get(),
        deputy=deputy or cast.focal_point,
        starts_on=starts_on,
        ends_on=ends_on,
        on=TODAY,
    )


def decides(user, cast, on=TODAY):
    user.__dict__.pop("_access", None)
    return bool(may_decide_for(user, role=Role.CHIEF_OF_MISSION, office=cast.senegal, on=on))


def test_the_deputy_decides_in_the_period_and_only_for_that_office(cast, focal_point):
    assert not decides(focal_point, cast)
    lend(cast)
    assert decides(focal_point, cast)
    assert access(focal_point, on=TODAY).deputised[0].holder_name == "Jean Kouassi"
    assert not decides(focal_point, cast, on=date(2026, 12, 1))
    assert not may_decide_for(focal_point, role=Role.CHIEF_OF_MISSION, office=cast.ghana, on=TODAY)


@pytest.mark.parametrize("who", ["administrator", "regional_director", "focal_point", "auditor"])
def test_only_the_holder_names_a_deputy(cast, who):
    with pytest.raises(Forbidden):
        lend(cast, by=getattr(cast, who), deputy=cast.neighbour)


def test_a_deputy_does_not_hand_on(cast, focal_point, neighbour):
    lend(cast)
    with pytest.raises(Forbidden):
        lend(cast, by=focal_point, deputy=neighbour, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deputy": "chief_of_mission"}, "yourself"),
        ({"deputy": "auditor"}, "no_decisions"),
        ({"deputy": "administrator"}, "no_decisions"),
        ({"starts_on": date(2026, 11, 1)}, "past"),
    ],
)
def test_a_delegation_that_does_not_suit_is_refused(cast, changes, code):
    if "deputy" in changes:
        changes = {"deputy": getattr(cast, changes["deputy"])}
    with pytest.raises(Conflict) as refusal:
        lend(cast, **changes)
    assert refusal.value.code == code


def test_a_disabled_colleague_cannot_deputise(cast, focal_point):
    focal_point.is_active = False
    focal_point.save()
    with pytest.raises(Conflict, match="may not sign in"):
        lend(cast)


def test_one_deputy_at_a_time(cast, neighbour):
    lend(cast)
    with pytest.raises(Conflict) as refusal:
        lend(cast, deputy=neighbour)
    assert refusal.value.code == "taken"


def test_the_period_lies_within_the_role(cast):
    held = cast.chief_of_mission.roles.get()
    held.ends_on = date(2026, 11, 25)
    held.save()
    with pytest.raises(Conflict) as refusal:
        lend(cast)
    assert refusal.value.code == "period"


def test_roles_without_decisions_need_no_deputy(cast, partnerships_officer):
    with pytest.raises(Conflict) as refusal:
        lend(cast, by=partnerships_officer, assignment=partnerships_officer.roles.get())
    assert refusal.value.code == "no_decisions"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("chief_of_mission", True),
        ("focal_point", True),
        ("administrator", True),
        ("neighbour", False),
        ("regional_director", False),
    ],
)
def test_holder_deputy_and_administrator_end_it(cast, who, allowed):
    lent = lend(cast)
    if not allowed:
        with pytest.raises(Forbidden):
            revoke_delegation(by=getattr(cast, who), delegation=lent, at=NOW, on=TODAY)
        return
    revoke_delegation(by=getattr(cast, who), delegation=lent, at=NOW, on=TODAY)
    assert not decides(cast.focal_point, cast)
    with pytest.raises(Conflict):
        revoke_delegation(by=getattr(cast, who), delegation=lent, at=NOW, on=TODAY)
