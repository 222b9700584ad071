"""Asking, answering, withdrawing, escalating; of two answers at once one holds."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from crm.accounts.enums import Role
from crm.accounts.models import Delegation
from crm.audit.models import AuditEvent
from crm.contactlog import reminders
from crm.contactlog.enums import CoordinationState as S
from crm.contactlog.models import CoordinationRequest
from crm.contactlog.services import coordination
from crm.contactlog.transitions import ANSWERS, ASKED, ASKING, COORDINATION, ENDS
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import Notification
from crm.notifications.registries import wordings
from tests.cast import build_cast
from tests.contactlog.conftest import TODAY
from tests.factories import CompanyFactory, CoordinationRequestFactory, FollowUpFactory, InteractionFactory


@pytest.fixture
def sent(cast, company, focal_point, outsider):
    """Senegal asked Kenya on Friday 20 November; ten working days end on 4 December."""
    InteractionFactory(company=company, office=cast.kenya, by=outsider)
    row = coordination.send_request(
        by=focal_point,
        company_id=company.pk,
        from_office_id=cast.senegal.pk,
        to_office_id=cast.kenya.pk,
        topic="Recruitment",
        proposed_approach="A call with their head of sourcing",
        on=TODAY,
    )
    Notification.objects.all().delete()
    return row


def told(wording: str) -> set[str]:
    return {n.recipient.name for n in Notification.objects.filter(wording=wording).select_related("recipient")}


def test_no_state_is_missing_from_the_table():
    assert set(S) == ENDS | {S.OPEN}
    assert {row.target for row in COORDINATION.exits(S.OPEN)} == ENDS
    assert not [row for end in ENDS for row in COORDINATION.exits(end)]
    assert {row.target for row in COORDINATION if row.who == ASKED} == set(ANSWERS)
    assert {row.target for row in COORDINATION if row.who == ASKING} == {S.WITHDRAWN}
    assert all(row.notice in wordings for row in COORDINATION)


def test_the_asked_office_is_told(cast, company, focal_point, outsider):
    InteractionFactory(company=company, office=cast.kenya, by=outsider)
    row = coordination.send_request(
        by=focal_point,
        company_id=company.pk,
        from_office_id=cast.senegal.pk,
        to_office_id=cast.kenya.pk,
        topic="Recruitment",
        proposed_approach="A call",
        on=TODAY,
    )
    assert row.due_on == date(2026, 12, 4)
    assert told("coordination_asked") == {outsider.name}
    notice = Notification.objects.get()
    assert "Senegal asks Kenya" in wordings.get(notice.wording).sentence(notice.values)
    with pytest.raises(Conflict) as refusal:
        coordination.send_request(
            by=focal_point,
            company_id=company.pk,
            from_office_id=cast.senegal.pk,
            to_office_id=cast.kenya.pk,
            topic="Again",
            proposed_approach="A call",
            on=TODAY,
        )
    assert refusal.value.code == "asked_already"


@pytest.mark.parametrize(
    ("who", "from_office", "to_office", "error"),
    [
        ("outsider", "senegal", "kenya", Forbidden),
        ("auditor", "hq", "kenya", Forbidden),
        ("administrator", "hq", "kenya", Forbidden),
        ("focal_point", "senegal", "senegal", Conflict),
        ("focal_point", "senegal", "ghana", Conflict),
    ],
)
def test_who_may_not_ask_whom(cast, company, outsider, who, from_office, to_office, error):
    InteractionFactory(company=company, office=cast.kenya, by=outsider)
    with pytest.raises(error):
        coordination.send_request(
            by=getattr(cast, who),
            company_id=company.pk,
            from_office_id=getattr(cast, from_office).pk,
            to_office_id=getattr(cast, to_office).pk,
            topic="Recruitment",
            proposed_approach="A call",
            on=TODAY,
        )


def test_a_request_says_what_it_is_about(cast, company, focal_point, outsider):
    InteractionFactory(company=company, office=cast.kenya, by=outsider)
    with pytest.raises(ValidationError) as refusal:
        coordination.send_request(
            by=focal_point,
            company_id=company.pk,
            from_office_id=cast.senegal.pk,
            to_office_id=cast.kenya.pk,
            topic=" ",
            proposed_approach="",
            on=TODAY,
        )
    assert set(refusal.value.message_dict) == {"topic", "proposed_approach"}


def answer(row, by, word=S.AGREED, reason="Go ahead"):
    return coordination.answer_request(by=by, request_id=row.pk, answer=word, reason=reason)


@pytest.mark.parametrize("word", ANSWERS)
def test_an_answer_is_kept_and_told(sent, focal_point, chief_of_mission, outsider, word):
    answer(sent, outsider, word)
    sent.refresh_from_db()
    assert (sent.state, sent.answered_by, sent.on_behalf_of, sent.reason) == (word, outsider, None, "Go ahead")
    assert told(f"coordination_{word}") == {focal_point.name, chief_of_mission.name}
    assert AuditEvent.objects.filter(verb=f"coordination.{word}").count() == 1
    with pytest.raises(Conflict):
        answer(sent, outsider)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("outsider", True),
        ("other_director", True),
        ("regional_director", False),
        ("focal_point", False),
        ("chief_of_mission", False),
        ("neighbour", False),
        ("partnerships_officer", False),
        ("auditor", False),
        ("administrator", False),
    ],
)
def test_who_answers(cast, sent, who, may):
    if may:
        answer(sent, getattr(cast, who))
    else:
        with pytest.raises(Forbidden):
            answer(sent, getattr(cast, who))


def test_nobody_answers_their_own_request(cast, sent, focal_point):
    focal_point.roles.create(role=Role.STAFF, office=cast.kenya, starts_on=date(2020, 1, 1))
    with pytest.raises(Forbidden) as refusal:
        answer(sent, focal_point)
    assert refusal.value.code == "own_request"


def test_a_deputy_answers_and_both_names_stay(cast, sent, other_director, hub_officer):
    role = other_director.roles.get()
    today = clock.today()
    Delegation.objects.create(
        assignment=role, deputy=hub_officer, starts_on=today, ends_on=today, created_by=other_director
    )
    answer(sent, hub_officer)
    sent.refresh_from_db()
    assert (sent.answered_by, sent.on_behalf_of) == (hub_officer, other_director)
    event = AuditEvent.objects.get(verb="coordination.agreed")
    assert (event.by_name, event.on_behalf_of_name) == (hub_officer.name, other_director.name)


def test_an_answer_needs_a_reason(sent, outsider):
    with pytest.raises(ValidationError):
        answer(sent, outsider, reason="  ")


def test_the_asking_office_withdraws(sent, chief_of_mission, outsider):
    with pytest.raises(Forbidden):
        coordination.withdraw_request(by=outsider, request_id=sent.pk)
    coordination.withdraw_request(by=chief_of_mission, request_id=sent.pk)
    sent.refresh_from_db()
    assert sent.state == S.WITHDRAWN
    assert told("coordination_withdrawn") >= {outsider.name}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(("day", "escalates"), [(date(2026, 12, 3), 0), (date(2026, 12, 4), 0), (date(2026, 12, 5), 1)])
def test_it_escalates_after_the_tenth_working_day(sent, regional_director, other_director, day, escalates):
    assert coordination.escalate_overdue(at=noon(day)) == escalates
    assert told("coordination_escalated") == ({regional_director.name, other_director.name} if escalates else set())
    assert coordination.escalate_overdue(at=noon(day)) == 0, "safe to run twice"


def test_after_the_escalation_both_directors_answer(sent, regional_director):
    coordination.escalate_overdue(at=noon(date(2026, 12, 7)))
    answer(sent, regional_director)
    sent.refresh_from_db()
    assert sent.answered_by == regional_director


def test_an_answered_request_does_not_escalate(sent, outsider):
    answer(sent, outsider)
    assert coordination.escalate_overdue(at=noon(date(2026, 12, 30))) == 0


@pytest.mark.parametrize(
    ("day", "occasion"),
    [
        (date(2026, 11, 24), None),
        (date(2026, 11, 25), "3 working days"),
        (date(2026, 11, 30), "3 working days"),
        (date(2026, 12, 1), "7 working days"),
        (date(2026, 12, 4), "10 working days"),
        (date(2027, 1, 4), "10 working days"),
    ],
)
def test_the_asked_office_is_reminded(sent, outsider, day, occasion):
    CoordinationRequest.objects.update(created_at=noon(TODAY))
    due = list(reminders.coordination_waiting(noon(day)))
    assert [(d.occasion, d.recipient_id) for d in due] == ([(occasion, outsider.pk)] if occasion else [])


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2026, 11, 29), []),
        (date(2026, 11, 30), ["due 2026-11-30"]),
        (date(2026, 12, 2), ["due 2026-11-30"]),
        (date(2026, 12, 3), ["late 2026-11-30"]),
        (date(2027, 1, 3), ["late 2026-11-30"]),
    ],
)
def test_a_task_reminds_on_its_day_and_three_days_later(cast, focal_point, day, rules):
    FollowUpFactory(interaction=InteractionFactory(office=cast.senegal, by=focal_point), due_on=date(2026, 11, 30))
    due = [*reminders.tasks_due(noon(day)), *reminders.tasks_late(noon(day))]
    assert [d.occasion for d in due] == rules


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_holds():
    cast = build_cast()
    row = CoordinationRequestFactory(
        company=CompanyFactory(),
        from_office=cast.senegal,
        to_office=cast.kenya,
        requested_by=cast.focal_point,
        due_on=TODAY + timedelta(days=14),
    )
    start, results = threading.Barrier(2), []

    def run(user, word):
        try:
            start.wait()
            answer(row, user, word)
            results.append(word)
        except Conflict as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(cast.outsider, S.AGREED)),
        threading.Thread(target=run, args=(cast.other_director, S.DECLINED)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row.refresh_from_db()
    assert sorted(results) == sorted([row.state, "wrong_state"])
    assert AuditEvent.objects.filter(verb__startswith="coordination.").count() == 1
