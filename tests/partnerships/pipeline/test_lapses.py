"""A clearance lapses while a partnership runs: seen at once, ruled on by the authority of its risk, asked again."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from crm.accounts.access import access
from crm.accounts.enums import Seat
from crm.accounts.services.delegations import delegate
from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import Notification
from duediligence.clearances.services.changes import reinstate, revoke, suspend
from duediligence.clearances.services.rises import raise_risk
from duediligence.deciding import Deciding
from duediligence.models import RiskRise
from partnerships.models import LapseRuling
from partnerships.pipeline import selectors
from partnerships.pipeline.services.lapses import rely_on_newer, rule_on_lapse, take_up_again
from partnerships.pipeline.services.moves import move
from tests.factories import RoleFactory, UserFactory


@pytest.fixture
def running(cast, world):
    move(by=cast.focal_point, partnership_id=world.partnership.pk, target="active")
    world.partnership.refresh_from_db()
    world.partner = world.partnership.partners.get()
    return world


@pytest.fixture
def suspended(cast, running):
    suspend(by=cast.partnerships_officer, clearance_id=running.clearance.pk, reason="News.")
    return running


def lapse_of(world, on=None):
    found = selectors.lapses_of(world.partnership, on=on or clock.today())
    return found[0] if found else None


def rule(world, by, decision="continue", **told):
    return rule_on_lapse(
        by=by, partner_id=world.partner.pk, decision=decision, reason="Children are in school.", **told
    )


def test_what_stands_asks_nothing(running):
    assert lapse_of(running) is None


def test_it_is_computed_from_the_dates_too(running):
    later = running.clearance.valid_until + timedelta(days=1)
    found = lapse_of(running, on=later)
    assert (found.state, found.lapsed_on, found.asks) == ("expired", later, True)


@pytest.mark.parametrize(
    ("rating", "role"),
    [
        ("low", "chief_of_mission"),
        ("medium", "regional_director"),
        ("high", "committee"),
        ("very_high", "director_general"),
        ("excluded", "committee"),
    ],
)
def test_the_authority_of_its_risk_today_rules(cast, suspended, rating, role):
    chair = UserFactory(name="Uma Rao", office=cast.hq)
    RoleFactory(user=chair, role="committee", office=cast.hq, seat=Seat.DEPUTY_DIRECTOR_GENERAL)
    if rating != "low":
        RiskRise.objects.create(
            clearance=suspended.clearance, source="low", target=rating, reason="News.", by=chair, at=clock.now()
        )
    body = lapse_of(suspended).body
    assert body.role == role
    deciding = {
        "chief_of_mission": cast.chief_of_mission,
        "regional_director": cast.regional_director,
        "committee": chair,
        "director_general": cast.director_general,
    }
    able = {name for name, person in deciding.items() if body.voice(access(person))}
    assert able == {role}
    assert body.voice(access(cast.committee_member)) is None, "the chair records for the committee"


def test_in_lists_the_roster_answers_as_the_route_does(cast):
    today = clock.today()
    deciding = Deciding.read(on=today)
    for office in (cast.senegal, cast.ghana, cast.kenya, cast.hub, cast.hq):
        body = deciding.body(rating="low", office=office)
        assert body.people, office
    # Ghana and Kenya have no chief of mission: their regional directors decide.
    assert deciding.body(rating="low", office=cast.kenya).users == [cast.other_director]


def test_continue_is_recorded_and_asks_nobody_again(cast, suspended):
    with pytest.raises(Forbidden):
        rule(suspended, cast.focal_point)
    ruling = rule(suspended, cast.chief_of_mission)
    assert not lapse_of(suspended).asks
    assert AuditEvent.objects.filter(verb="partnership.lapse_ruled").count() == 1
    assert (ruling.by, ruling.on_behalf_of) == (cast.chief_of_mission, None)


def test_a_deputy_rules_for_the_holder(cast, suspended):
    today, deputy = clock.today(), UserFactory(office=cast.senegal)
    role = cast.chief_of_mission.roles.get()
    delegate(by=cast.chief_of_mission, assignment=role, deputy=deputy, starts_on=today, ends_on=today, on=today)
    assert rule(suspended, deputy).on_behalf_of == cast.chief_of_mission


def test_it_asks_again_where_it_lapses_anew(cast, suspended):
    rule(suspended, cast.chief_of_mission)
    reinstate(by=cast.partnerships_officer, clearance_id=suspended.clearance.pk, reason="Clear.")
    assert lapse_of(suspended) is None
    suspend(by=cast.partnerships_officer, clearance_id=suspended.clearance.pk, reason="News again.")
    assert lapse_of(suspended).asks
    rule(suspended, cast.chief_of_mission)
    revoke(by=cast.partnerships_officer, clearance_id=suspended.clearance.pk, reason="Worse.")
    assert lapse_of(suspended).asks, "revoked after a ruling on the suspension"


def test_pause_and_take_up_again(cast, suspended):
    rule(suspended, cast.chief_of_mission, "pause")
    suspended.partnership.refresh_from_db()
    assert suspended.partnership.paused_at
    with pytest.raises(Conflict) as refused:
        take_up_again(by=cast.chief_of_mission, partnership_id=suspended.partnership.pk)
    assert refused.value.code == "no_clearance"
    reinstate(by=cast.partnerships_officer, clearance_id=suspended.clearance.pk, reason="Clear.")
    with pytest.raises(Forbidden):
        take_up_again(by=cast.focal_point, partnership_id=suspended.partnership.pk)
    assert take_up_again(by=cast.chief_of_mission, partnership_id=suspended.partnership.pk).paused_at is None


def test_terminate_moves_it_in_one_deed(cast, suspended):
    before = AuditEvent.objects.count()
    rule(suspended, cast.chief_of_mission, "terminate")
    suspended.partnership.refresh_from_db()
    assert (suspended.partnership.stage, suspended.partnership.moves.last().cause) == ("terminated", "no_clearance")
    assert AuditEvent.objects.count() == before + 1
    assert LapseRuling.objects.get().decision == "terminate"


def test_a_newer_clearance_is_relied_on_instead(cast, suspended, cleared):
    newer = cleared(suspended.company)
    found = lapse_of(suspended)
    assert (found.newer_id, found.asks) == (newer.pk, False)
    with pytest.raises(Conflict):
        rule(suspended, cast.chief_of_mission)
    with pytest.raises(Forbidden):
        rely_on_newer(by=cast.neighbour, partner_id=suspended.partner.pk)
    assert rely_on_newer(by=cast.focal_point, partner_id=suspended.partner.pk).clearance == newer
    assert lapse_of(suspended) is None


def test_nothing_to_rule_on_and_nothing_said(cast, running):
    with pytest.raises(Conflict) as refused:
        rule(running, cast.chief_of_mission)
    assert refused.value.code == "stands"
    suspend(by=cast.partnerships_officer, clearance_id=running.clearance.pk, reason="News.")
    with pytest.raises(ValidationError) as said:
        rule_on_lapse(by=cast.chief_of_mission, partner_id=running.partner.pk, decision="wait", reason=" ")
    assert set(said.value.message_dict) == {"decision", "reason"}


def test_it_is_seen_on_every_page(cast, suspended, client):
    client.force_login(cast.focal_point)
    detail = client.get(reverse("partnerships:partnership_detail", args=[suspended.partnership.pk])).content.decode()
    assert "The clearance of Lunaris Solar no longer stands: Suspended." in detail
    assert "Chief of mission, Senegal must rule" in detail
    assert "Suspended" in client.get(reverse("partnerships:partnership_list")).content.decode()
    company = client.get(reverse("companies:detail", args=[suspended.company.pk])).content.decode()
    assert "the clearance that it relies on no longer stands" in company
    client.force_login(cast.chief_of_mission)
    address = reverse("partnerships:lapse_rule", args=[suspended.partner.pk])
    assert address in client.get(reverse("workspace:home")).content.decode()
    answer = client.post(address, {"decision": "continue", "reason": "Children are in school."})
    assert answer.status_code == 302
    assert address not in client.get(reverse("workspace:home")).content.decode()


def test_offices_and_whoever_must_rule_are_told(cast, running, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        suspend(by=cast.partnerships_officer, clearance_id=running.clearance.pk, reason="News.")
    told = Notification.objects.filter(wording__startswith="partnership_").values_list("wording", "recipient")
    assert ("partnership_lapsed", cast.focal_point.pk) in told
    assert ("partnership_to_rule", cast.chief_of_mission.pk) in told
    assert not any(person == cast.outsider.pk for _wording, person in told)


def test_point_persons_hear_of_a_raised_risk(cast, running, django_capture_on_commit_callbacks):
    running.partnership.colleagues.add(cast.neighbour)
    with django_capture_on_commit_callbacks(execute=True):
        raise_risk(by=cast.partnerships_officer, clearance_id=running.clearance.pk, rating="high", reason="A raid.")
    assert Notification.objects.filter(wording="partnership_risk", recipient=cast.neighbour).exists()
