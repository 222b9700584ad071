"""Keeps the pairs of records that look alike up to date with the register.

Triggers note each record that changed; whoever sweeps takes some of the notes, compares those records anew and writes
what differs, in one transaction: killed half-way, the notes are still there. Any number may sweep at the same time:
they compare side by side and write one after the other. What changed while it was compared is left for another round.
"""

import time
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from crm.accounts.models import User
from crm.core import clock
from crm.core.names import upkeep as names_upkeep
from crm.jobs.enums import OPEN
from crm.jobs.models import Job
from crm.jobs.registries import Progress
from crm.jobs.services import jobs

from ..duplicates.comparing import Likeness
from ..duplicates.registers import REGISTERS, Register
from ..enums import PairState
from . import names

JOB = "find_duplicates"
BATCH = 100

_NEXT = "SELECT id, record FROM {table} ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED"
# All notes of a record are answered by comparing it once.
_TAKE = """
    DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE record = ANY(%s) ORDER BY id FOR UPDATE SKIP LOCKED)
    RETURNING record
"""
_NOTE = "INSERT INTO {table} (record) SELECT unnest(%s::bigint[])"
_NOTE_ALL = "INSERT INTO {queue} (record) SELECT id FROM {records} WHERE binned_at IS NULL ORDER BY id"

Found = dict[tuple[int, int], Likeness]


def compare_waiting(*, register: Register, seconds: float, batch: int = BATCH) -> int:
    """Compare until nothing waits or the time is over; how many records were compared."""
    compared, until = 0, time.monotonic() + seconds
    if names_upkeep.is_owed(register.names):
        return 0  # What the index of names does not hold yet would not be found.
    while time.monotonic() < until:
        done = compare_some(register=register, batch=batch)
        if not done:
            break
        compared += done
    return compared


def compare_some(*, register: Register, batch: int = BATCH) -> int:
    """One round: how many records were looked at; 0 when none waits that nobody else is at."""
    noted = _indexed(register, batch)
    with transaction.atomic():
        records = sorted(set(_take(register, noted)))
        if records:
            _write(register, *_compare(register, records))
    return len(noted)


@transaction.atomic
def _indexed(register: Register, batch: int) -> set[int]:
    """The records of the next notes. They stand in the index, and for everybody to see, before any of them is compared:
    else two who compare at the same time would each miss the other's."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT.format(table=register.queue._meta.db_table), [batch])
        records = {record for _id, record in cursor.fetchall()}
    names_upkeep.fill(register.names, records)
    return records


@transaction.atomic
def compare_all(*, register: Register) -> int:
    """Note every record: for the first time, and after a change in how names are compared."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_ALL.format(queue=register.queue._meta.db_table, records=register.records._meta.db_table))
        return cursor.rowcount


def waiting() -> int:
    """How many notes wait, over all registers."""
    return sum(register.queue.objects.count() for register in REGISTERS.values())


def _take(register: Register, noted: set[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(table=register.queue._meta.db_table), [sorted(noted)])
        return [row[0] for row in cursor.fetchall()]


def _note(register: Register, records: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NOTE.format(table=register.queue._meta.db_table), [sorted(records)])


def _compare(register: Register, records: list[int]) -> tuple[set[int], Found, dict[int, Any]]:
    """Those of the records that are in the register, the pairs they make, and all that was read for it."""
    read = register.read(records)
    kept = [pk for pk in records if pk in read and read[pk].kept]
    partners = dict(zip(kept, register.candidates([read[pk] for pk in kept]), strict=True))
    compared = set(kept)
    for first, second in register.pairs.objects.touching(compared).values_list("first", "second"):
        for one, other in ((first, second), (second, first)):
            if one in compared:
                partners[one].add(other)
    missing = set().union(*partners.values()) - read.keys()
    read |= register.read(missing)
    found: Found = {}
    for pair in {(min(pk, other), max(pk, other)) for pk, others in partners.items() for other in others}:
        first, second = read.get(pair[0]), read.get(pair[1])
        if not (first and second and first.kept and second.kept):
            continue
        if likeness := register.alike(first, second, register.queued_from):
            found[pair] = likeness
    return compared, found, read


def _write(register: Register, compared: set[int], found: Found, read: dict[int, Any]) -> None:
    _lock(register)
    kept = list(register.pairs.objects.touching(compared).order_by("pk").select_for_update())
    involved = {pk for pair in found for pk in pair} | {pk for row in kept for pk in (row.first_id, row.second_id)}
    now = register.read(involved)
    moved = {pk for pk in involved if now.get(pk) != read.get(pk)}
    if moved:
        _note(register, compared & involved | moved)
    settled = {pair: likeness for pair, likeness in found.items() if not moved & set(pair)}
    gone, changed = [], []
    for row in kept:
        pair = (row.first_id, row.second_id)
        likeness, before = settled.pop(pair, None), _said(row)
        if moved & set(pair) or not all(pk in now and now[pk].kept for pk in pair):
            continue
        if _renew(row, likeness, now[pair[0]], now[pair[1]]) is None:
            gone.append(row.pk)
        elif _said(row) != before:
            changed.append(row)
    _store(register, gone, changed, settled)


def _lock(register: Register) -> None:
    """Held until the end of the transaction, which is near: whoever writes pairs sees what others wrote before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"companies.pairs.{register.key}"])


def _renew(row: Any, likeness: Likeness | None, first: Any, second: Any) -> Any:
    """The row as it must be now; None where it must go. A decision holds while both are what they were then."""
    if row.state == PairState.NOT_SAME:
        changed = row.first_print != first.fingerprint, row.second_print != second.fingerprint
        if any(changed):
            row.state = PairState.OPEN
            row.first_changed, row.second_changed = changed
        elif likeness is None:
            return row
    if likeness is None:
        return None
    row.score, row.reasons = likeness.score, list(likeness.reasons)
    return row


_SAID = ("score", "reasons", "state", "first_changed", "second_changed")


def _said(row: Any) -> list[Any]:
    return [getattr(row, name) for name in _SAID]


def _store(register: Register, gone: list[int], changed: list[Any], new: Found) -> None:
    model = register.pairs
    if gone:
        model.objects.filter(pk__in=gone).delete()
    if changed:
        model.objects.bulk_update(changed, _SAID)
    if new:
        at = clock.now()
        model.objects.bulk_create(
            model(first_id=first, second_id=second, score=each.score, reasons=list(each.reasons), found_at=at)
            for (first, second), each in sorted(new.items())
        )


@transaction.atomic
def start_over(*, by: User | None) -> Job:
    """Compare the whole register anew in the background; one job at a time: the one that is open, or a new one."""
    running = Job.objects.filter(kind=JOB, state__in=OPEN).first()
    for register in REGISTERS.values():
        compare_all(register=register)
    return running or jobs.start(kind=JOB, arguments={}, by=by)


def compare_everything(*, progress: Progress) -> dict[str, int]:
    """The long work: until nothing waits in any register. Safe to run again, and beside the sweeps."""
    if any(names_upkeep.is_owed(register.names) for register in REGISTERS.values()):
        names.build(progress, at=clock.now())
    done = dict.fromkeys(REGISTERS, 0)
    total = waiting()
    for key, register in REGISTERS.items():
        while compared := compare_some(register=register):
            done[key] += compared
            progress(min(sum(done.values()), total), total)
    return done
