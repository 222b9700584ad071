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
# A clear result is a record, too. The hits of those who left the list since count no more.
_KEEP = """
    INSERT INTO duediligence_listcheck (party_id, load_id, looked_up, checked_at, hits)
    SELECT ours.id, %(load)s, ours.digest, %(at)s, (
        SELECT count(*)
        FROM duediligence_hit h
        JOIN duediligence_listentry e ON e.id = h.entry_id
        WHERE h.party_id = ours.id AND e.watchlist_id = %(list)s AND e.closed_load_id IS NULL
    )
    FROM unnest(%(parties)s::bigint[], %(digests)s::text[]) AS ours (id, digest)
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
