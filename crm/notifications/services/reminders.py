"""Finding what is due and reminding each person once for each rule, subject and occasion (domain.md section 8)."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from crm.accounts.models import User

from ..models import Reminder
from ..registries import DueReminder, ReminderRule, reminder_rules
from .notices import post

log = logging.getLogger(__name__)
BATCH = 200
Key = tuple[str, str, str, int]

_CLAIM = """
    INSERT INTO notifications_reminder (rule, subject_type, subject_id, occasion, recipient_id, created_at)
    SELECT %s, subject_type, subject_id, occasion, recipient_id, now()
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[])
        AS due (subject_type, subject_id, occasion, recipient_id)
    ON CONFLICT ON CONSTRAINT reminder_once DO NOTHING
    RETURNING id, subject_type, subject_id, occasion, recipient_id
"""


def remind(*, at: datetime) -> int:
    """Run every rule; a rule that fails is logged and stops no other. How many reminders were new."""
    new = 0
    for key, rule in reminder_rules.items():
        try:
            new += sum(_remind(key, rule, batch) for batch in _batches(rule.find(at)))
        except Exception:
            log.exception("reminder_rule_failed", extra={"rule": key})
    return new


def claim(*, rule: str, due: Iterable[DueReminder]) -> dict[Key, int]:
    """The ids of the rows that are new, by key; those that were reminded before are not among them.

    In the caller's transaction: another worker with the same row waits for it, then finds it taken. The order is the
    same on every worker, so that two of them never wait for each other.
    """
    keys = sorted({_key(each) for each in due})
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [rule, *(list(column) for column in zip(*keys, strict=True))])
        return {(kind, pk, occasion, person): row for row, kind, pk, occasion, person in cursor.fetchall()}


@transaction.atomic
def _remind(key: str, rule: ReminderRule, due: list[DueReminder]) -> int:
    """One batch: reminder, notice and message stand together or not at all."""
    people = User.objects.active().in_bulk({each.recipient_id for each in due})
    due = _unknown(key, [each for each in due if each.recipient_id in people])
    rows = claim(rule=key, due=due)
    reminders = []
    for each in due:
        row = rows.pop(_key(each), None)
        if row is None:
            continue
        [(notice, message)] = post(
            people=[people[each.recipient_id]],
            wording=rule.wording,
            values=each.values,
            path=each.path,
            subject_type=each.subject_type,
            subject_id=each.subject_id,
        )
        reminders.append(Reminder(pk=row, notification=notice, message=message))
    Reminder.objects.bulk_update(reminders, ["notification", "message"])
    return len(reminders)


def _unknown(key: str, due: list[DueReminder]) -> list[DueReminder]:
    """Leave out what was reminded long ago, so that a rule may go on naming it at no cost."""
    told = set(
        Reminder.objects.filter(rule=key, subject_id__in={each.subject_id for each in due}).values_list(
            "subject_type", "subject_id", "occasion", "recipient_id"
        )
    )
    return [each for each in due if _key(each) not in told]


def _key(due: DueReminder) -> Key:
    return (due.subject_type, due.subject_id, due.occasion, due.recipient_id)


def _batches(due: Iterable[DueReminder]) -> Iterator[list[DueReminder]]:
    left = iter(due)
    while batch := list(islice(left, BATCH)):
        yield batch
