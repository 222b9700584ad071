"""What may be logged, by whom, and what is kept of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.audit.models import AuditEvent
from crm.companies.enums import CompanyStatus
from crm.companies.models import Affiliation
from crm.contactlog.models import GoingAhead, Interaction
from crm.contactlog.services.data import FollowUpData
from crm.contactlog.services.interactions import (
    bin_interaction,
    edit_interaction,
    log_interaction,
    restore_interaction,
)
from crm.core.errors import Conflict, Forbidden, Stale
from tests.contactlog.conftest import TODAY
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory, InteractionFactory, ThemeFactory


def test_a_call_is_logged_with_everything(focal_point, chief_of_mission, company, call):
    person = AffiliationFactory(company=company).contact
    theme = ThemeFactory()
    logged = log_interaction(
        by=focal_point,
        data=call(contact_ids=(person.pk,), colleague_ids=(chief_of_mission.pk,), theme_ids=(theme.pk,)),
        follow_ups=[FollowUpData("Send the note", TODAY), FollowUpData("Call back", TODAY, chief_of_mission.pk)],
        on=TODAY,
    )
    fresh = Interaction.objects.get(pk=logged.pk)
    assert (list(fresh.contacts.all()), list(fresh.colleagues.all())) == ([person], [chief_of_mission])
    assert list(fresh.themes.all()) == [theme]
    assert {(t.text, t.assignee, t.created_by) for t in fresh.follow_ups.all()} == {
        ("Send the note", focal_point, focal_point),
        ("Call back", chief_of_mission, focal_point),
    }
    event = AuditEvent.objects.get()
    assert event.verb == "interaction.logged"
    assert "Ethical" not in f"{event.subject_label}{event.after}", "the trail is read by those who may not read notes"


def test_logging_is_lean(focal_point, company, call):
    person = AffiliationFactory(company=company).contact
    with CaptureQueriesContext(
        connection,
    ) as queries:
        log_interaction(by=focal_point, data=call(contact_ids=(person.pk,)), on=TODAY)
    told = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    # Roles, delegations, company, people, who is engaged, twice; interaction, its person, the deed.
    assert len(told) == 8, told


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": "  "}, "subject"),
        ({"subject": "x" * 201}, "subject"),
        ({"kind": "pigeon"}, "kind"),
        ({"visibility": "nobody"}, "visibility"),
        ({"occurred_on": TODAY + timedelta(days=2)}, "occurred_on"),
        ({"occurred_on": date(202, 11, 20)}, "occurred_on"),
        ({"company_id": 0}, "company"),
        ({"contact_ids": (0,)}, "contacts"),
        ({"colleague_ids": (0,)}, "colleagues"),
        ({"theme_ids": (0,)}, "themes"),
    ],
)
def test_bad_data_is_refused_by_field(focal_point, call, changes, field):
    with pytest.raises(ValidationError) as refusal:
        log_interaction(by=focal_point, data=call(**changes), on=TODAY)
    assert list(refusal.value.message_dict) == [field]
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("who", ["auditor", "administrator", "outsider", "regional_director", "partnerships_officer"])
def test_one_logs_for_an_office_of_ones_own(cast, call, who):
    with pytest.raises(Forbidden):
        log_interaction(by=getattr(cast, who), data=call(), on=TODAY)


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_who_only_reads_or_administers_logs_nothing_even_for_the_own_office(cast, call, who):
    with pytest.raises(Forbidden) as refusal:
        log_interaction(by=getattr(cast, who), data=call(office_id=cast.hq.pk), on=TODAY)
    assert refusal.value.code == "read_only"


def test_the_partnerships_team_imports_for_every_office(partnerships_officer, call):
    assert log_interaction(by=partnerships_officer, data=call(), imported=True, on=TODAY).pk


def test_a_company_in_the_bin_is_refused(focal_point, company, call):
    company.binned_at = "2026-11-01T00:00Z"
    company.save()
    with pytest.raises(Conflict) as refusal:
        log_interaction(by=focal_point, data=call(), on=TODAY)
    assert refusal.value.code == "binned"


def test_a_person_of_another_company_is_added_when_asked(focal_point, company, call):
    stranger = ContactFactory()
    with pytest.raises(ValidationError):
        log_interaction(by=focal_point, data=call(contact_ids=(stranger.pk,)), on=TODAY)
    log_interaction(by=focal_point, data=call(contact_ids=(stranger.pk,), add_people=True), on=TODAY)
    assert Affiliation.objects.filter(contact=stranger, company=company, until=None).exists()


@pytest.fixture
def elsewhere(company, outsider, cast):
    """Kenya is in contact with the company."""
    return InteractionFactory(company=company, office=cast.kenya, by=outsider, occurred_on=date(2026, 3, 3))


def test_a_first_approach_needs_coordination_or_a_reason(focal_point, call, elsewhere):
    with pytest.raises(Conflict) as refusal:
        log_interaction(by=focal_point, data=call(), on=TODAY)
    assert refusal.value.code == "coordinate_first"
    assert "Office" in str(refusal.value.reason) or "Kenya" in str(refusal.value.reason)
    log_interaction(by=focal_point, data=call(), going_ahead_reason="They called us", on=TODAY)
    assert GoingAhead.objects.get().reason == "They called us"
    log_interaction(by=focal_point, data=call(subject="Second"), on=TODAY)
    assert GoingAhead.objects.count() == 1, "the approach was explained once"


def test_a_company_nobody_shall_approach_needs_a_reason_each_time(focal_point, company, call):
    company.status, company.status_reason = CompanyStatus.DO_NOT_APPROACH, "A case is pending"
    company.save()
    for _ in range(2):
        with pytest.raises(Conflict) as refusal:
            log_interaction(by=focal_point, data=call(), on=TODAY)
        assert refusal.value.code == "do_not_contact"
        log_interaction(by=focal_point, data=call(), going_ahead_reason="They wrote to us", on=TODAY)


def test_a_person_who_asked_not_to_be_contacted_needs_a_reason(focal_point, company, call):
    person = AffiliationFactory(company=company, contact__do_not_contact=True).contact
    with pytest.raises(Conflict) as refusal:
        log_interaction(by=focal_point, data=call(contact_ids=(person.pk,)), on=TODAY)
    assert refusal.value.code == "do_not_contact"
    log_interaction(by=focal_point, data=call(contact_ids=(person.pk,)), going_ahead_reason="She called", on=TODAY)


def test_the_same_invitation_is_logged_once_by_an_office(focal_point, call):
    log_interaction(by=focal_point, data=call(calendar_uid="abc@calendar"), on=TODAY)
    with pytest.raises(Conflict) as refusal:
        log_interaction(by=focal_point, data=call(calendar_uid="abc@calendar"), on=TODAY)
    assert refusal.value.code == "logged_already"


def test_an_edit_changes_what_it_names_and_says_so_once(focal_point, company, call):
    person = AffiliationFactory(company=company).contact
    logged = log_interaction(by=focal_point, data=call(contact_ids=(person.pk,)), on=TODAY)
    edit_interaction(
        by=focal_point, interaction_id=logged.pk, version=1, changes={"notes": "More", "kind": "email"}, on=TODAY
    )
    fresh = Interaction.objects.get()
    assert (fresh.notes, fresh.kind, fresh.subject, fresh.version) == ("More", "email", "Ethical recruitment", 2)
    assert list(fresh.contacts.all()) == [person]
    event = AuditEvent.objects.get(verb="interaction.changed")
    assert (event.before, event.after) == ({"kind": "call"}, {"kind": "email", "also_changed": ["notes"]})
    with pytest.raises(Stale):
        edit_interaction(by=focal_point, interaction_id=logged.pk, version=1, changes={"notes": "Less"}, on=TODAY)


def test_an_edit_that_changes_nothing_writes_nothing(focal_point, call):
    logged = log_interaction(by=focal_point, data=call(), on=TODAY)
    edit_interaction(by=focal_point, interaction_id=logged.pk, changes={"notes": "They are interested"}, on=TODAY)
    assert not AuditEvent.objects.filter(verb="interaction.changed").exists()


def test_an_edit_to_another_company_is_an_approach(focal_point, outsider, cast, call):
    other = CompanyFactory()
    InteractionFactory(company=other, office=cast.kenya, by=outsider)
    logged = log_interaction(by=focal_point, data=call(), on=TODAY)
    with pytest.raises(Conflict):
        edit_interaction(by=focal_point, interaction_id=logged.pk, changes={"company_id": other.pk}, on=TODAY)


@pytest.mark.parametrize("who", ["auditor", "administrator", "outsider", "regional_director"])
def test_others_change_and_bin_nothing(cast, focal_point, call, who):
    logged = log_interaction(by=focal_point, data=call(), on=TODAY)
    with pytest.raises(Forbidden):
        edit_interaction(by=getattr(cast, who), interaction_id=logged.pk, changes={"notes": ""}, on=TODAY)
    with pytest.raises(Forbidden):
        bin_interaction(by=getattr(cast, who), interaction_id=logged.pk)


def test_the_bin_gives_back(focal_point, chief_of_mission, call):
    logged = log_interaction(by=focal_point, data=call(), on=TODAY)
    bin_interaction(by=chief_of_mission, interaction_id=logged.pk)
    assert not Interaction.objects.visible_to(focal_point).exists()
    with pytest.raises(Conflict):
        bin_interaction(by=chief_of_mission, interaction_id=logged.pk)
    restore_interaction(by=focal_point, interaction_id=logged.pk)
    assert Interaction.objects.visible_to(focal_point).exists()
    with pytest.raises(Conflict):
        restore_interaction(by=focal_point, interaction_id=logged.pk)
