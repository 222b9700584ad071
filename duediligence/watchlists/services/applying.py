"""From the staged entries to the list: compared and applied by the database itself, within one transaction."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from ...models import ListLoad

_COMPARED = """
    SELECT
        count(*) FILTER (WHERE s.uid IS NOT NULL AND (e.id IS NULL OR e.closed_load_id IS NOT NULL)),
        count(*) FILTER (WHERE s.fingerprint <> e.fingerprint AND e.closed_load_id IS NULL),
        count(*) FILTER (WHERE s.uid IS NULL AND e.closed_load_id IS NULL),
        count(*) FILTER (WHERE e.id IS NOT NULL AND e.closed_load_id IS NULL),
        count(s.uid)
    FROM staged_entry s
    FULL JOIN (SELECT * FROM duediligence_listentry WHERE watchlist_id = %(list)s) e ON e.uid = s.uid
"""
# An entry that is as it was is not written at all; one that had left the list comes back.
_UPSERT = """
    INSERT INTO duediligence_listentry AS e (
        watchlist_id, uid, kind, name, program, reference, countries, birth_dates, identifiers, details, listed_on,
        fingerprint, first_load_id, changed_load_id
    )
    SELECT %(list)s, uid, kind, said->'names'->0->>'text', program, reference,
        ARRAY(SELECT jsonb_array_elements_text(said->'countries')),
        ARRAY(SELECT jsonb_array_elements_text(said->'birth_dates')),
        said->'identifiers', said->'details', listed_on, fingerprint, %(load)s, %(load)s
    FROM staged_entry
    ON CONFLICT (watchlist_id, uid) DO UPDATE SET
        kind = excluded.kind, name = excluded.name, program = excluded.program, reference = excluded.reference,
        countries = excluded.countries, birth_dates = excluded.birth_dates, identifiers = excluded.identifiers,
        details = excluded.details, listed_on = excluded.listed_on, fingerprint = excluded.fingerprint,
        changed_load_id = excluded.changed_load_id, closed_load_id = NULL
    WHERE e.fingerprint <> excluded.fingerprint OR e.closed_load_id IS NOT NULL
"""
_FORGET_NAMES = """
    DELETE FROM duediligence_entryname n USING duediligence_listentry e
    WHERE n.entry_id = e.id AND e.watchlist_id = %(list)s AND e.changed_load_id = %(load)s
"""
_NAMES = """
    INSERT INTO duediligence_entryname (entry_id, text, use, quality, parts)
    SELECT e.id, given->>'text', given->>'use', given->>'quality', given->'parts'
    FROM duediligence_listentry e
    JOIN staged_entry s USING (uid),
        jsonb_array_elements(s.said->'names') WITH ORDINALITY AS each(given, place)
    WHERE e.watchlist_id = %(list)s AND e.changed_load_id = %(load)s
    ORDER BY e.id, place
"""
_CLOSE = """
    UPDATE duediligence_listentry e SET closed_load_id = %(load)s
    WHERE watchlist_id = %(list)s AND closed_load_id IS NULL
        AND NOT EXISTS (SELECT FROM staged_entry s WHERE s.uid = e.uid)
"""
_BY_KIND = "SELECT kind, count(*) FROM staged_entry GROUP BY kind ORDER BY kind"


@dataclass(frozen=True)
class Difference:
    """`before` counts the entries that were listed so far; what is listed again counts as added."""

    added: int
    changed: int
    removed: int
    before: int
    entries: int
    by_kind: dict[str, int] = field(default_factory=dict)


def compare_with(*, load: ListLoad) -> Difference:
    """The staged entries with the list as it stands."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE staged_entry")
        cursor.execute(_COMPARED, {"list": load.watchlist_id})
        added, changed, removed, before, entries = cursor.fetchone()
        cursor.execute(_BY_KIND)
        return Difference(added, changed, removed, before, entries, dict(cursor.fetchall()))


def apply(*, load: ListLoad) -> None:
    """In the caller's transaction, who holds the list's lock."""
    names: dict[str, Any] = {"list": load.watchlist_id, "load": load.pk}
    with connection.cursor() as cursor:
        for statement in (_UPSERT, _FORGET_NAMES, _NAMES, _CLOSE):
            cursor.execute(statement, names)
