"""Who may hold what, for which office, and when; and the same under the database's own wall."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from crm.accounts.enums import OfficeKind, Role, Seat
from crm.accounts.models import RoleAssignment
from crm.accounts.policies import role_fits
from crm.accounts.selectors import deciders
from crm.accounts.services.delegations import delegate
from crm.accounts.services.people import disable_person
from crm.accounts.services.roles import end_role, grant_role
from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden
from tests.factories import RoleFactory, UserFactory

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ANY = set(OfficeKind.values)


@pytest.fixture
def newcomer(cast):
    return UserFactory(name="Nia New", office=cast.senegal)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.STAFF, ANY),
        (Role.CHIEF_OF_MISSION, {"country"}),
        (Role.REGIONAL_DIRECTOR, {"regional"}),
        (Role.PARTNERSHIPS, {"headquarters"}),
        (Role.COMMITTEE, {"headquarters"}),
        (Role.DIRECTOR_GENERAL, {"headquarters"}),
        (Role.HUB, {"hub"}),
        (Role.AUDITOR, ANY),
        (Role.ADMINISTRATOR, ANY),
    ],
)
def test_each_role_fits_its_kinds_of_office(cast, role, kinds):
    offices = [cast.hq, cast.dakar, cast.senegal, cast.hub]
    assert {office.kind for office in offices if role_fits(role, office)} == kinds


def test_a_grant_is_one_deed_and_is_told(cast, administrator, newcomer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as news:
        grant_role(by=administrator, person=newcomer, role=Role.STAFF, office=cast.senegal, starts_on=TODAY)
    assert AuditEvent.objects.get().verb == "role.granted"
    assert len(news) == 1


@pytest.mark.parametrize(
    ("role", "office", "seat", "code"),
    [
        (Role.CHIEF_OF_MISSION, "senegal", "", "taken"),
        (Role.REGIONAL_DIRECTOR, "dakar", "", "taken"),
        (Role.DIRECTOR_GENERAL, "hq", "", "taken"),
        (Role.COMMITTEE, "hq", Seat.LEGAL_AFFAIRS, "taken"),
        (Role.COMMITTEE, "hq", "", "no_seat"),
        (Role.CHIEF_OF_MISSION, "dakar", "", "wrong_office"),
    ],
)
def test_a_grant_that_does_not_suit_is_refused_with_its_reason(cast, administrator, newcomer, role, office, seat, code):
    with pytest.raises(Conflict) as refusal:
        grant_role(
            by=administrator, person=newcomer, role=role, office=getattr(cast, office), seat=seat, starts_on=TODAY
        )
    assert refusal.value.code == code


def test_the_seat_of_another_department_may_have_several_holders(cast, administrator, newcomer):
    for person in (newcomer, cast.focal_point):
        grant_role(
            by=administrator, person=person, role=Role.COMMITTEE, office=cast.hq, seat=Seat.OTHER, starts_on=TODAY
        )
    assert RoleAssignment.objects.current(on=TODAY).filter(seat=Seat.OTHER).count() == 2


def test_a_role_follows_another_only_from_the_day_after(cast, administrator, newcomer):
    held = cast.chief_of_mission.roles.get()
    end_role(by=administrator, assignment=held, ends_on=TODAY, at=NOW)
    with pytest.raises(Conflict):
        _grant_chief(cast, administrator, newcomer, TODAY)
    _grant_chief(cast, administrator, newcomer, date(2026, 11, 21))
    assert [d.user for d in deciders(role=Role.CHIEF_OF_MISSION, office=cast.senegal, on=TODAY)] == [
        cast.chief_of_mission
    ]


def _grant_chief(cast, by, person, starts_on):
    grant_role(by=by, person=person, role=Role.CHIEF_OF_MISSION, office=cast.senegal, starts_on=starts_on)


@pytest.mark.parametrize("who", ["focal_point", "chief_of_mission", "partnerships_officer", "auditor"])
def test_only_administrators_grant_and_end(cast, newcomer, who):
    by = getattr(cast, who)
    with pytest.raises(Forbidden):
        grant_role(by=by, person=newcomer, role=Role.STAFF, office=cast.senegal, starts_on=TODAY)
    with pytest.raises(Forbidden):
        end_role(by=by, assignment=cast.neighbour.roles.get(), ends_on=TODAY, at=NOW)


def test_nobody_grants_a_role_to_themselves(cast, administrator):
    with pytest.raises(Forbidden) as refusal:
        grant_role(by=administrator, person=administrator, role=Role.AUDITOR, office=cast.hq, starts_on=TODAY)
    assert refusal.value.code == "yourself"


def test_the_last_administrator_keeps_the_role(cast, administrator, newcomer):
    held = administrator.roles.get()
    with pytest.raises(Conflict) as refusal:
        end_role(by=administrator, assignment=held, ends_on=TODAY, at=NOW)
    assert refusal.value.code == "last_administrator"
    grant_role(by=administrator, person=newcomer, role=Role.ADMINISTRATOR, office=cast.hq, starts_on=TODAY)
    end_role(by=newcomer, assignment=held, ends_on=TODAY, at=NOW)


def test_an_administrator_for_a_day_does_not_count_as_another(cast, administrator, newcomer):
    RoleFactory(user=newcomer, role=Role.ADMINISTRATOR, office=cast.hq, ends_on=TODAY)
    with pytest.raises(Conflict):
        end_role(by=newcomer, assignment=administrator.roles.get(), ends_on=TODAY, at=NOW)


def test_delegations_end_with_the_role(cast, administrator, chief_of_mission, focal_point):
    held = chief_of_mission.roles.get()
    running = delegate(
        by=chief_of_mission,
        assignment=held,
        deputy=focal_point,
        starts_on=TODAY,
        ends_on=date(2026, 11, 25),
        on=TODAY,
    )
    later = delegate(
        by=chief_of_mission,
        assignment=held,
        deputy=focal_point,
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 5),
        on=TODAY,
    )
    end_role(by=administrator, assignment=held, ends_on=date(2026, 11, 22), at=NOW)
    running.refresh_from_db()
    later.refresh_from_db()
    assert (running.ends_on, running.revoked_at) == (date(2026, 11, 22), None)
    assert later.revoked_at == NOW


def test_disabled_holders_and_deputies_do_not_decide(cast, administrator, chief_of_mission, focal_point):
    delegate(
        by=chief_of_mission,
        assignment=chief_of_mission.roles.get(),
        deputy=focal_point,
        starts_on=TODAY,
        ends_on=TODAY,
        on=TODAY,
    )
    found = deciders(role=Role.CHIEF_OF_MISSION, office=cast.senegal, on=TODAY)
    assert [(d.user, d.on_behalf_of) for d in found] == [(chief_of_mission, None), (focal_point, chief_of_mission)]
    disable_person(by=administrator, person=chief_of_mission, at=NOW)
    assert deciders(role=Role.CHIEF_OF_MISSION, office=cast.senegal, on=TODAY) == []


@pytest.mark.parametrize(
    ("who", "values"),
    [
        ("neighbour", {"role": Role.STAFF, "office": "ghana", "starts_on": TODAY}),
        ("neighbour", {"role": Role.CHIEF_OF_MISSION, "office": "senegal", "starts_on": TODAY}),
        ("neighbour", {"role": Role.COMMITTEE, "office": "hq", "seat": Seat.LEGAL_AFFAIRS, "starts_on": TODAY}),
    ],
)
def test_the_database_refuses_what_races_past_the_policy(cast, who, values):
    values = {**values, "office": getattr(cast, values["office"])}
    with pytest.raises(IntegrityError, match="exclusion constraint"), transaction.atomic():
        RoleAssignment.objects.create(user=getattr(cast, who), **values)
