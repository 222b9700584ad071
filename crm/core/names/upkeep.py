"""Keeping an index of names: filling the rows that a trigger has written, adding those that are missing, counting keys.

Every step is a short transaction of its own and may be cut off or run twice: what is done is found done.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from .keys import INDEX_VERSION, keys_of
from .models import NameTable
from .normalise import normalise

BATCH = 500
FREQUENT = 50
# Of a larger index every second, third ... name is counted: what matters is the order of the frequent keys.
COUNTED = 125_000
LONGEST_FOLDED = 300

_OF_SUBJECTS = "SELECT id, name FROM {table} WHERE subject_id = ANY(%(subjects)s) AND version <> %(version)s"
# Whoever holds a row is writing it and fills it, too.
_STALE = """
    SELECT id, name FROM {table} WHERE version < %(version)s ORDER BY version, id
    LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
"""
_FILL = """
    UPDATE {table} t SET folded = v.folded, keys = v.keys::int[], version = %(version)s
    FROM unnest(%(ids)s::bigint[], %(names)s::text[], %(folded)s::text[], %(keys)s::text[]) v(id, name, folded, keys)
    WHERE t.id = v.id AND t.name = v.name
"""
_ADD = """
    INSERT INTO {table} (subject_id, source, name, live, folded, keys, version)
    SELECT v.subject_id, v.source, v.name, v.live, v.folded, v.keys::int[], %(version)s
    FROM unnest(%(subjects)s::bigint[], %(sources)s::bigint[], %(names)s::text[], %(lives)s::boolean[],
                %(folded)s::text[], %(keys)s::text[]) v(subject_id, source, name, live, folded, keys)
    ON CONFLICT (subject_id, source) DO NOTHING
"""
_COUNT = """
    SELECT array_agg(key), array_agg(rows * %(step)s) FROM (
        SELECT key, count(*)::int AS rows FROM (
            SELECT unnest(keys) AS key FROM {table} WHERE live AND id %% %(step)s = 0
        ) each_key
        GROUP BY key HAVING count(*) * %(step)s >= %(frequent)s
    ) counted
"""
_SIZE = "SELECT count(*) FROM {table}"


def fill(table: NameTable, subject_ids: Iterable[int]) -> int:
    """Fill the rows of these records, in the transaction that wrote them. Answers how many there were."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"subjects": list(subject_ids), "version": INDEX_VERSION}
        cursor.execute(_OF_SUBJECTS.format(table=table.table), values)
        rows = cursor.fetchall()
        _fill(cursor, table, rows)
    return len(rows)


@transaction.atomic
def fill_stale(table: NameTable, *, limit: int = BATCH) -> int:
    """Fill rows that nobody has filled, or an older normaliser did. Answers how many; 0 says that none is left."""
    with connection.cursor() as cursor:
        cursor.execute(_STALE.format(table=table.table), {"version": INDEX_VERSION, "limit": limit})
        rows = cursor.fetchall()
        _fill(cursor, table, rows)
    return len(rows)


def _fill(cursor: Any, table: NameTable, rows: Sequence[tuple[int, str]]) -> None:
    if not rows:
        return
    folded, keys = _columns(table, [name for _id, name in rows])
    values = {"ids": [row[0] for row in rows], "names": [row[1] for row in rows], "folded": folded, "keys": keys}
    cursor.execute(_FILL.format(table=table.table), {**values, "version": INDEX_VERSION})


@transaction.atomic
def add_missing(table: NameTable, *, after: int, until: int) -> int:
    """Add the names of records with ids above `after` up to `until` that the index lacks.

    A record that somebody is writing just now is passed over; its own trigger, or the next walk, brings it.
    """
    added = 0
    with connection.cursor() as cursor:
        for query, lock in table.missing:
            cursor.execute(f"{query} {lock}", {"after": after, "until": until})
            rows = cursor.fetchall()
            if rows:
                _add(cursor, table, rows)
                added += cursor.rowcount
    return added


def _add(cursor: Any, table: NameTable, rows: Sequence[tuple[int, int, str, bool]]) -> None:
    subjects, sources, names, lives = (list(column) for column in zip(*rows, strict=True))
    folded, keys = _columns(table, names)
    values = {"subjects": subjects, "sources": sources, "names": names, "lives": lives, "folded": folded, "keys": keys}
    cursor.execute(_ADD.format(table=table.table), {**values, "version": INDEX_VERSION})


def _columns(table: NameTable, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The folded names, and their keys as PostgreSQL writes arrays."""
    normal = [normalise(name, table.kind) for name in names]
    folded = [name.folded[:LONGEST_FOLDED] for name in normal]
    return folded, [f"{{{','.join(map(str, keys_of(name)))}}}" for name in normal]


@transaction.atomic
def count_keys(table: NameTable, *, at: datetime) -> int:
    """Find out anew which keys many names share. Answers how many those are."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        names = _size(cursor, table)
        values = {"frequent": FREQUENT, "step": max(1, names // COUNTED)}
        cursor.execute(_COUNT.format(table=table.table), values)
        keys, rows = cursor.fetchone()
    defaults = {"frequent_keys": keys or [], "frequent_rows": rows or [], "counted_names": names, "counted_at": at}
    table.state._default_manager.update_or_create(index=table.key, defaults=defaults)
    return len(keys or ())


def has_grown(table: NameTable) -> bool:
    """Whether a tenth of the names came or went since the keys were counted."""
    counted = table.state._default_manager.filter(index=table.key).values_list("counted_names", flat=True).first() or 0
    with connection.cursor() as cursor:
        names = _size(cursor, table)
    return abs(names - counted) > max(counted // 10, 1000)


def _size(cursor: Any, table: NameTable) -> int:
    cursor.execute(_SIZE.format(table=table.table))
    return int(cursor.fetchone()[0])


def is_stale(table: NameTable) -> bool:
    return table.rows._default_manager.filter(version__lt=INDEX_VERSION).exists()


def is_owed(table: NameTable) -> bool:
    return table.state._default_manager.filter(index=table.key, owed=True).exists()


def settle(table: NameTable) -> bool:
    """Once nothing is missing, the triggers keep the index whole. False: somebody held a record, so walk again."""
    with connection.cursor() as cursor:
        for query, _lock in table.missing:
            cursor.execute(f"SELECT EXISTS ({query})", {"after": 0, "until": 2**62})
            if cursor.fetchone()[0]:
                return False
    table.state._default_manager.filter(index=table.key).update(owed=False)
    return True
