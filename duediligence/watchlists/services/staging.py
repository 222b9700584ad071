"""What a file holds, in a table of the connection's own, before anything of the list is touched."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.db import connection

from ..parsing.listed import ListedParty

BATCH = 500
_CREATE = """
    CREATE TEMP TABLE staged_entry (
        uid text PRIMARY KEY, kind text NOT NULL, fingerprint text NOT NULL, listed_on date,
        program text NOT NULL, reference text NOT NULL, said jsonb NOT NULL
    )
"""
_INSERT = """
    INSERT INTO staged_entry (uid, kind, fingerprint, listed_on, program, reference, said)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::date[], %s::text[], %s::text[], %s::jsonb[])
"""


@contextmanager
def staging() -> Iterator[None]:
    """The table goes with the connection, and so with a worker that is killed."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged_entry")
        cursor.execute(_CREATE)
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE IF EXISTS staged_entry")


def stage(parties: Iterable[ListedParty]) -> Iterator[int]:
    """Yields how many are in after each batch; nobody's memory holds more than one."""
    source, total = iter(parties), 0
    while batch := list(islice(source, BATCH)):
        rows = [_row(party) for party in batch]
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])
        total += len(batch)
        yield total


def _row(party: ListedParty) -> tuple[Any, ...]:
    said = {
        "names": [asdict(name) for name in party.names],
        "countries": party.countries,
        "birth_dates": party.birth_dates,
        "identifiers": [asdict(number) for number in party.identifiers],
        "details": [asdict(detail) for detail in party.details],
    }
    listed_on = party.listed_on
    facts = (party.uid, str(party.kind), party.fingerprint, listed_on, party.program, party.reference)
    return (*facts, json.dumps(said, ensure_ascii=False))
