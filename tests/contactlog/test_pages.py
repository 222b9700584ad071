"""The pages answer, in a fixed number of queries, and show nobody what is kept in an office."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.contactlog.models import Attachment, CoordinationRequest, FollowUp, GoingAhead, Interaction
from crm.core import clock
from crm.listing.query import TableQuery, file_rows
from crm.listing.registries import tables
from tests.factories import AffiliationFactory, CoordinationRequestFactory, FollowUpFactory, InteractionFactory


@pytest.fixture
def typed(company, cast):
    return {
        "company": company.pk,
        "office": cast.senegal.pk,
        "kind": "call",
        "occurred_on": clock.today().isoformat(),
        "subject": "Ethical recruitment",
        "visibility": "everyone",
        "task-TOTAL_FORMS": "1",
        "task-INITIAL_FORMS": "0",
        "task-0-text": "Send the note",
        "task-0-due_on": "2026-12-01",
    }


@pytest.fixture
def secret(company, outsider, cast):
    row = InteractionFactory(
        company=company,
        office=cast.kenya,
        by=outsider,
        subject="Zanzibar Serengeti",
        notes="Serengeti",
        visibility="office",
    )
    FollowUpFactory(interaction=row, text="Serengeti again")
    return row


def test_a_call_is_logged_from_the_page(client, focal_point, typed):
    client.force_login(focal_point)
    assert client.get(reverse("contactlog:create"), {"company": typed["company"]}).status_code == 200
    answer = client.post(reverse("contactlog:create"), typed)
    logged = Interaction.objects.get()
    assert answer["Location"] == reverse("contactlog:detail", args=[logged.pk])
    assert logged.follow_ups.get().text == "Send the note"
    page = client.get(answer["Location"]).content.decode()
    assert "Ethical recruitment" in page
    assert "Send the note" in page


def test_somebody_new_is_entered_at_the_company(client, focal_point, company, typed):
    client.force_login(focal_point)
    people = {"person-TOTAL_FORMS": "1", "person-INITIAL_FORMS": "0", "person-0-name": "Amina Diop"}
    client.post(reverse("contactlog:create"), typed | people | {"person-0-email": "amina@baobab.example"})
    person = Interaction.objects.get().contacts.get()
    assert (person.name, person.emails) == ("Amina Diop", ["amina@baobab.example"])
    assert person.affiliations.get().company == company


def test_the_page_asks_why_before_a_first_approach(client, focal_point, typed, secret):
    client.force_login(focal_point)
    page = client.post(reverse("contactlog:create"), typed)
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"going_ahead_reason"}
    assert "Serengeti" not in page.content.decode()
    client.post(reverse("contactlog:create"), typed | {"going_ahead_reason": "They called"})
    assert GoingAhead.objects.get().reason == "They called"
    assert Interaction.objects.filter(by=focal_point).exists()


def test_the_company_part_tells_who_is_engaged(client, focal_point, company, secret):
    client.force_login(focal_point)
    page = client.get(reverse("contactlog:company_part"), {"company": company.pk, "kind": "call"}).content.decode()
    assert "Kenya" in page
    assert "Serengeti" not in page


def test_an_invitation_fills_in_the_form_and_saves_nothing(client, focal_point, company, typed):
    person = AffiliationFactory(company=company, contact__emails=["amina@baobab.example"]).contact
    content = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@baobab\r\nDTSTART:20261102T100000Z\r\n"
        "SUMMARY:Kick-off\r\nATTENDEE;CN=Amina:mailto:Amina@baobab.example\r\n"
        "ATTENDEE;CN=New Person:mailto:new@baobab.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    client.force_login(focal_point)
    invitation = SimpleUploadedFile("meeting.ics", content.encode(), "text/calendar")
    started = typed | {"company": "", "subject": "", "read_invitation": "1", "invitation": invitation}
    page = client.post(reverse("contactlog:create"), started)
    form = page.context["form"]
    assert form["company"].value() == company.pk
    assert form["contacts"].value() == [person.pk]
    assert (form["kind"].value(), form["subject"].value()) == ("meeting", "Kick-off")
    assert page.context["people"].initial == [{"name": "New Person", "email": "new@baobab.example"}]
    assert not Interaction.objects.exists()


def test_one_more_task_keeps_what_was_typed(client, focal_point, typed):
    client.force_login(focal_point)
    people = {"person-TOTAL_FORMS": "2", "person-INITIAL_FORMS": "1", "person-0-name": "Zola", "person-1-name": ""}
    empty = {"task-0-text": "", "task-0-due_on": "", "more_tasks": "1", "calendar_uid": "9@x"}
    page = client.post(reverse("contactlog:create"), typed | people | empty, HTTP_HX_REQUEST="true")
    assert page.context["form"]["subject"].value() == "Ethical recruitment"
    assert page.context["form"]["calendar_uid"].value() == "9@x"
    assert page.context["people"].initial[0]["name"] == "Zola"
    assert len(page.context["tasks"].forms) == 2


def test_a_stale_save_shows_both_versions(client, focal_point, cast, company, typed):
    row = InteractionFactory(company=company, office=cast.senegal, by=focal_point, subject="Theirs", version=2)
    client.force_login(focal_point)
    page = client.post(reverse("contactlog:edit", args=[row.pk]), typed | {"version": "1", "subject": "Mine"})
    text = page.content.decode()
    assert "Theirs" in text
    assert "Mine" in text
    assert page.context["form"]["version"].value() == "2"
    again = client.post(reverse("contactlog:edit", args=[row.pk]), typed | {"version": "2", "subject": "Mine"})
    assert again.status_code == 302


@pytest.mark.parametrize("name", ["list", "task_list", "coordination_list"])
def test_lists_take_the_same_number_of_queries(client, chief_of_mission, focal_point, outsider, cast, company, name):
    client.force_login(chief_of_mission)
    taken = []
    for _ in range(2):
        for _ in range(5):
            row = InteractionFactory(office=cast.senegal, by=focal_point)
            FollowUpFactory(interaction=row, assignee=chief_of_mission)
            CoordinationRequestFactory(from_office=cast.kenya, to_office=cast.senegal, requested_by=outsider)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"contactlog:{name}")).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


@pytest.mark.parametrize("who", ["focal_point", "regional_director", "administrator", "partnerships_officer"])
def test_what_is_kept_in_an_office_is_on_no_page(client, cast, company, secret, who):
    client.force_login(getattr(cast, who))
    for path in (
        reverse("contactlog:list"),
        reverse("contactlog:detail", args=[secret.pk]),
        reverse("contactlog:list") + "?search=Zanzibar",
        reverse("contactlog:task_list") + "?of=office",
        reverse("companies:detail", args=[company.pk]),
        reverse("workspace:search") + "?q=Zanzibar",
        reverse("workspace:home"),
        reverse("workspace:bin"),
    ):
        page = client.get(path, follow=True)
        assert page.status_code == 200, path
        assert "Serengeti" not in page.content.decode(), path


def test_a_file_of_the_list_leaves_out_what_is_kept_in_an_office(client, focal_point, outsider, company, secret):
    secret.contacts.add(AffiliationFactory(company=company, contact__name="Serengeti Person").contact)
    path = reverse("contactlog:list") + "?col=contact&col=people&col=outcome&col=company"
    for who, seen in ((focal_point, False), (outsider, True)):
        client.force_login(who)
        assert ("Serengeti Person" in client.get(path).content.decode()) == seen
        query = TableQuery(tables["interactions"], QueryDict("col=contact&col=people&col=outcome"), who)
        assert ("Serengeti" in str(list(file_rows(query)))) == seen


def test_a_file_is_read_by_readers_only(client, focal_point, outsider, secret):
    client.force_login(outsider)
    upload = SimpleUploadedFile("plan.txt", b"The plan")
    client.post(reverse("contactlog:attachment_add", args=[secret.pk]), {"files": upload})
    path = reverse("contactlog:attachment", args=[Attachment.objects.get().pk])
    answer = client.get(path)
    assert b"".join(answer.streaming_content) == b"The plan"
    assert answer["Content-Disposition"].startswith("attachment")
    client.force_login(focal_point)
    assert client.get(path).status_code == 404


def test_a_task_is_done_and_undone_in_its_row(client, focal_point, cast):
    task = FollowUpFactory(interaction=InteractionFactory(office=cast.senegal, by=focal_point))
    client.force_login(focal_point)
    row = client.post(reverse("contactlog:task_done", args=[task.pk]), HTTP_HX_REQUEST="true").content.decode()
    assert reverse("contactlog:task_reopen", args=[task.pk]) in row
    client.post(reverse("contactlog:task_reopen", args=[task.pk]))
    assert FollowUp.objects.get().done_at is None


def test_a_request_goes_out_and_comes_back_answered(client, focal_point, outsider, cast, company, secret):
    client.force_login(focal_point)
    path = reverse("contactlog:coordination_create")
    assert "Kenya" in client.get(path, {"company": company.pk}).content.decode()
    body = {
        "company": company.pk,
        "from_office": cast.senegal.pk,
        "to_office": cast.kenya.pk,
        "topic": "Recruitment",
        "proposed_approach": "A call",
    }
    client.post(path, body)
    row = CoordinationRequest.objects.get()
    client.force_login(outsider)
    there = reverse("contactlog:coordination_detail", args=[row.pk])
    assert "A call" in client.get(there).content.decode()
    client.post(there, {"answer": "agreed", "reason": "Go ahead", "version": "1"})
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("agreed", outsider)


def test_a_proposal_is_read_by_those_concerned(client, hub_officer, outsider, cast):
    row = CoordinationRequestFactory(from_office=cast.kenya, to_office=cast.senegal, requested_by=outsider)
    client.force_login(hub_officer)
    assert client.get(reverse("contactlog:coordination_detail", args=[row.pk])).status_code == 404


def test_a_form_opens_at_the_reason_where_another_office_is_engaged(client, cast, company, focal_point):
    def opened_at():
        page = client.get(reverse("contactlog:create"), {"company": company.pk}).content.decode()
        (tag,) = re.findall(r"<(?:input|textarea|select)[^>]*\bautofocus\b[^>]*>", page)
        return re.search(r'name="(\w+)"', tag).group(1)

    client.force_login(focal_point)
    assert opened_at() == "subject"
    InteractionFactory(company=company, office=cast.kenya, by=cast.outsider, occurred_on=clock.today())
    assert opened_at() == "going_ahead_reason"


def test_a_colleague_s_page_names_the_companies_they_worked_with(client, cast, company, focal_point):
    InteractionFactory(company=company, office=cast.kenya, by=cast.outsider)
    client.force_login(focal_point)
    page = client.get(reverse("accounts:person", args=[cast.outsider.pk])).content.decode()
    assert company.legal_name in page


def test_who_looks_after_several_offices_sees_which_requests_lie(client, cast):
    for at in (None, clock.now()):
        CoordinationRequestFactory(
            from_office=cast.kenya, to_office=cast.senegal, requested_by=cast.outsider, escalated_at=at
        )
    for person, seen in (("partnerships_officer", True), ("regional_director", True), ("focal_point", False)):
        client.force_login(getattr(cast, person))
        assert ("1 was passed on to the regional directors" in client.get("/").content.decode()) == seen
