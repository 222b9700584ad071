"""Once for each rule, subject, occasion and recipient."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from crm.core.extension_points import InboxItem, InboxSource, inbox_sources
from crm.notifications.models import Notification, OutgoingMessage, Reminder
from crm.notifications.registries import DueReminder, ReminderRule, reminder_rules
from crm.notifications.services.digest import send_digests
from crm.notifications.services.reminders import remind
from tests.cast import build_cast

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday


@pytest.fixture
def rule(monkeypatch, wording):
    """Names ten subjects for each person, also those whom it has named before."""
    people: list[int] = []

    def find(_now):
        return [
            DueReminder("test.thing", str(n), "30 days before", person, {"who": f"Thing {n}"}, f"/things/{n}/")
            for person in people
            for n in range(10)
        ]

    monkeypatch.setattr(reminder_rules, "_entries", {"test": (1, ReminderRule("Test", wording, find))})
    return people


def test_a_second_run_adds_nothing(cast, rule):
    rule += [cast.focal_point.pk, cast.outsider.pk]
    assert [remind(at=NOW), remind(at=NOW)] == [20, 0]
    assert Notification.objects.count() == OutgoingMessage.objects.count() == 20
    assert not Reminder.objects.filter(message=None).exists()


def test_a_disabled_person_is_not_reminded(cast, rule):
    cast.focal_point.is_active = False
    cast.focal_point.save()
    rule += [cast.focal_point.pk]
    assert remind(at=NOW) == 0


def test_a_rule_that_fails_stops_no_other(cast, rule, wording):
    rule += [cast.focal_point.pk]

    def broken(_now):
        raise ZeroDivisionError

    reminder_rules._entries["a broken one"] = (0, ReminderRule("Broken", wording, broken))
    assert remind(at=NOW) == 10


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_once(rule):
    cast = build_cast()
    rule += [cast.focal_point.pk, cast.outsider.pk, cast.auditor.pk]
    together = Barrier(2)

    def worker(_n):
        together.wait(timeout=10)
        try:
            return remind(at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(worker, range(2))) == 30
    assert Notification.objects.count() == Reminder.objects.count() == OutgoingMessage.objects.count() == 30


@pytest.fixture
def waiting(monkeypatch):
    """One thing waits for everybody who is called Awa."""

    def items(user, on):
        if user.name == "Awa Ndiaye":
            yield InboxItem("Review of Alpha", "/x/2/", "Review", "check", due_on=date(2026, 12, 1))
            yield InboxItem("Answer to Beta", "/x/1/", "Coordination", "check", due_on=date(2026, 11, 20))

    monkeypatch.setattr(inbox_sources, "_entries", {"test": (1, InboxSource("Test", items))})


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (datetime(2026, 11, 23, 12, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 24, 20, 0, tzinfo=UTC), 1),  # an outage on Monday
        (datetime(2026, 11, 26, 13, 0, tzinfo=UTC), 0),
    ],
)
def test_the_digest_goes_out_on_monday_at_eight_in_the_office(cast, waiting, at, sent):
    cast.senegal.time_zone = "America/Bogota"  # UTC-5
    cast.senegal.save()
    assert [send_digests(at=at), send_digests(at=at)] == [sent, 0]


def test_the_digest_tells_what_lapsed_first_and_only_who_wants_it(cast, waiting):
    assert send_digests(at=NOW) == 1
    message = OutgoingMessage.objects.get()
    assert message.subject == "Concord: 2 things wait for you, 1 of them is overdue"
    assert message.text.index("Answer to Beta") < message.text.index("Review of Alpha")
    assert "http://localhost:8000/x/1/" in message.html
    cast.focal_point.weekly_digest = False
    cast.focal_point.save()
    assert send_digests(at=datetime(2026, 11, 30, 9, tzinfo=UTC)) == 0
