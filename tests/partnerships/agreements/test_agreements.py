"""Clauses, templates, and whether an agreement goes on: decided by a person, or by itself while clearances stand."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rest_framework.test import APIClient

from crm.accounts.services.delegations import delegate
from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from duediligence.clearances.services.changes import suspend
from partnerships.agreements import selectors
from partnerships.agreements.reminders import ends_coming
from partnerships.agreements.services.clauses import raise_clause, reopen_clause, settle_clause
from partnerships.agreements.services.renewals import decide_renewal, renew_all_by_themselves
from partnerships.agreements.services.templates import add_template, bin_template
from partnerships.models import AgreementTemplate, Renewal
from partnerships.pipeline.services.moves import move
from tests.factories import UserFactory


@pytest.fixture
def running(cast, world, signed, today):
    """Signed a year ago for a year: today is its last day."""
    move(by=cast.focal_point, partnership_id=world.partnership.pk, target="active")
    starts = today - timedelta(days=364)
    world.agreement = signed(world.partnership, starts_on=starts, ends_on=today, renewal="decision")
    world.partnership.refresh_from_db()
    return world


def renew(world, by, days=200, **told):
    until = clock.today() + timedelta(days=days) if days else None
    return decide_renewal(by=by, partnership_id=world.partnership.pk, until=until, reason="It works.", **told)


def test_those_who_decide_for_the_office_renew(cast, running, today):
    for person in (cast.focal_point, cast.outsider, cast.director_general, cast.auditor):
        with pytest.raises(Forbidden):
            renew(running, person)
    renewal = renew(running, cast.chief_of_mission)
    running.agreement.refresh_from_db()
    assert running.agreement.ends_on == today + timedelta(days=200)
    assert (renewal.was_until, renewal.clearances[0]["state"]) == (today, "in_force")
    assert AuditEvent.objects.filter(verb="agreement.renewed").count() == 1


def test_a_deputy_renews_for_the_holder(cast, running, today):
    deputy, role = UserFactory(office=cast.senegal), cast.chief_of_mission.roles.get()
    delegate(by=cast.chief_of_mission, assignment=role, deputy=deputy, starts_on=today, ends_on=today, on=today)
    assert renew(running, deputy).on_behalf_of == cast.chief_of_mission


def test_no_renewal_without_a_clearance_but_an_end(cast, running):
    suspend(by=cast.partnerships_officer, clearance_id=running.clearance.pk, reason="News.")
    with pytest.raises(Conflict, match="Lunaris Solar") as refused:
        renew(running, cast.chief_of_mission)
    assert refused.value.code == "no_clearance"
    ended = renew(running, cast.chief_of_mission, days=None)
    assert (ended.until, ended.clearances[0]["state"]) == (None, "suspended")


def test_what_is_no_renewal(cast, running, today):
    with pytest.raises(ValidationError) as said:
        decide_renewal(by=cast.chief_of_mission, partnership_id=running.partnership.pk, until=today, reason=" ")
    assert set(said.value.message_dict) == {"ends_on", "reason"}
    with pytest.raises(Conflict) as stale:
        renew(running, cast.chief_of_mission, version=99)
    assert stale.value.code == "stale"


def test_a_draft_is_not_renewed(cast, world):
    with pytest.raises(Conflict, match="Only the signed agreement"):
        renew(world, cast.chief_of_mission)


def test_it_goes_on_by_itself_once_for_as_long_as_it_ran(cast, running, signed, today):
    signed(running.partnership, renewal="automatic")
    assert renew_all_by_themselves(on=today - timedelta(days=1)) == 0
    assert [renew_all_by_themselves(on=today) for _ in range(3)] == [1, 0, 0]
    renewal = Renewal.objects.get()
    assert (renewal.by, renewal.until.year) == (None, today.year + 1)
    assert renewal.until == running.agreement.starts_on.replace(year=renewal.until.year) or renewal.until > today


def test_by_itself_only_while_clearances_stand_else_a_person_is_asked(cast, running, signed, today, client):
    signed(running.partnership, renewal="automatic")
    suspend(by=cast.partnerships_officer, clearance_id=running.clearance.pk, reason="News.")
    assert renew_all_by_themselves(on=today) == 0
    tomorrow = today + timedelta(days=1)
    assert [row.engagement for row in selectors.to_decide_by(cast.chief_of_mission, on=tomorrow)] == [
        running.partnership
    ]
    told = list(ends_coming(clock.now() + timedelta(days=1)))
    assert [(each.recipient_id, each.occasion) for each in told] == [
        (cast.chief_of_mission.pk, f"after {today:%Y-%m-%d}")
    ]
    renew(running, cast.chief_of_mission, days=None)
    assert renew_all_by_themselves(on=tomorrow) == 0
    assert not selectors.to_decide_by(cast.chief_of_mission, on=tomorrow)


def test_over_rest(cast, running, today):
    client = APIClient()
    client.force_login(cast.chief_of_mission)
    address = f"/api/v1/partnerships/{running.partnership.pk}/renew/"
    until = (today + timedelta(days=30)).isoformat()
    answer = client.post(address, {"ends_on": until, "reason": "It works."}, format="json")
    assert (answer.status_code, answer.json()["agreement"]["ends_on"]) == (200, until)
    suspend(by=cast.partnerships_officer, clearance_id=running.clearance.pk, reason="News.")
    later = (today + timedelta(days=60)).isoformat()
    refused = client.post(address, {"ends_on": later, "reason": "It works."}, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "no_clearance")
    client.force_login(cast.focal_point)
    assert client.post(address, {"ends_on": later, "reason": "It works."}, format="json").status_code == 403


def test_on_its_page(cast, running, client, today):
    client.force_login(cast.chief_of_mission)
    address = reverse("partnerships:renewal", args=[running.partnership.pk])
    assert address in client.get(reverse("workspace:home")).content.decode()
    assert "Say until when." in client.post(address, {"decision": "renew", "reason": "Good."}).content.decode()
    told = {"decision": "renew", "reason": "Good.", "ends_on": (today + timedelta(days=365)).isoformat()}
    assert client.post(address, told).status_code == 302
    assert address not in client.get(reverse("workspace:home")).content.decode()


def test_clauses_count_their_days(cast, opened, signed, today, client):
    row = opened()
    with pytest.raises(Conflict):
        raise_clause(by=cast.focal_point, partnership_id=row.pk, subject="nda")
    signed(row, signed_on=None)
    raised = today - timedelta(days=10)
    clause = raise_clause(by=cast.focal_point, partnership_id=row.pk, subject="arbitration", raised_on=raised)
    with pytest.raises(ValidationError) as said:
        settle_clause(by=cast.focal_point, clause_id=clause.pk, state="open", settled_on=raised - timedelta(days=1))
    assert set(said.value.message_dict) == {"state", "settled_on"}
    settle_clause(by=cast.focal_point, clause_id=clause.pk, state="agreed", settled_on=today - timedelta(days=4))
    other = raise_clause(by=cast.focal_point, partnership_id=row.pk, subject="arbitration", raised_on=raised)
    lines = selectors.clause_lines(row.agreement, on=today)
    assert [(line.days, line.median, line.is_open) for line in lines] == [(10, 6, True), (6, 6, False)]
    with pytest.raises(Forbidden):
        settle_clause(by=cast.neighbour, clause_id=other.pk, state="dropped")
    assert reopen_clause(by=cast.focal_point, clause_id=clause.pk).settled_on is None
    client.force_login(cast.focal_point)
    shown = client.get(reverse("partnerships:partnership_detail", args=[row.pk])).content.decode()
    assert "Arbitration under UNCITRAL rules" in shown


def test_headquarters_keeps_the_templates(cast, opened, client):
    def upload():
        return SimpleUploadedFile("mou.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")

    told = {"title": "Memorandum, short", "kind": "memorandum", "language": "fr"}
    with pytest.raises(Forbidden):
        add_template(by=cast.focal_point, upload=upload(), **told)
    client.force_login(cast.partnerships_officer)
    address = reverse("partnerships:template_list")
    assert client.post(address, {**told, "file": upload()}).status_code == 302
    row = AgreementTemplate.objects.get()
    client.force_login(cast.focal_point)
    assert "Memorandum, short" in client.get(address, {"language": "fr"}).content.decode()
    assert "Memorandum, short" not in client.get(address, {"language": "es"}).content.decode()
    form = client.get(reverse("partnerships:agreement", args=[opened().pk])).content.decode()
    assert reverse("partnerships:template_file", args=[row.pk]) in form
    assert client.get(reverse("partnerships:template_file", args=[row.pk]))["Content-Disposition"].startswith(
        "attachment"
    )
    bin_template(by=cast.partnerships_officer, template_id=row.pk)
    assert client.get(reverse("partnerships:template_file", args=[row.pk])).status_code == 404
