"""That somebody was looked up in a list as it stood: thousands of these records are read and written at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from ...models import WatchList
from ..matching.index import current_load
from ..matching.ours import LookedUp

# The newest come first in the index, so that a long history of look-ups is not read.
_NEWEST = """
    SELECT ours.id, done.load_id
    FROM unnest(%(parties)s::bigint[], %(digests)s::text[]) AS ours (id, digest)
    CROSS JOIN LATERAL (
        SELECT c.load_id
        FROM duediligence_listcheck c
        JOIN duediligence_listload l ON l.id = c.load_id
        WHERE c.party_id = ours.id AND c.looked_up = ours.digest AND l.watchlist_id = %(list)s
        ORDER BY c.load_id DESC
        LIMIT 1
    ) done
"""
# A clear result is a record, too. The hits of those who left the list since count no more. These parties' few hits are
# read before the entries are: while a portfolio is filled the planner knows of no hits, and would try all entries.
_KEEP = """
    WITH theirs AS MATERIALIZED (
        SELECT party_id, entry_id FROM duediligence_hit WHERE party_id = ANY(%(parties)s)
    ), counted AS (
        SELECT theirs.party_id, count(*) AS hits
        FROM theirs
        JOIN duediligence_listentry e ON e.id = theirs.entry_id
        WHERE e.watchlist_id = %(list)s AND e.closed_load_id IS NULL
        GROUP BY theirs.party_id
    )
    INSERT INTO duediligence_listcheck (party_id, load_id, looked_up, checked_at, hits)
    SELECT ours.id, %(load)s, ours.digest, %(at)s, coalesce(counted.hits, 0)
    FROM unnest(%(parties)s::bigint[], %(digests)s::text[]) AS ours (id, digest)
    LEFT JOIN counted ON counted.party_id = ours.id
    ON CONFLICT DO NOTHING
"""


def newest_checks(*, parties: Sequence[LookedUp], watchlist: WatchList) -> dict[int, int]:
    """{party: the newest load of the list in which it was looked up under its present names and facts}"""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {"list": watchlist.pk, **_columns(parties)})
        return dict(cursor.fetchall())


def keep_checks(*, looked: Sequence[LookedUp], watchlist: WatchList, at: datetime) -> None:
    if not looked:
        return
    asked: dict[str, Any] = {"list": watchlist.pk, "load": current_load(watchlist), "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, asked | _columns(looked))


def _columns(parties: Sequence[LookedUp]) -> dict[str, Any]:
    return {"parties": [each.row.pk for each in parties], "digests": [each.digest for each in parties]}
