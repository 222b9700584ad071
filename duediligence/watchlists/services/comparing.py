"""Our parties against the lists: what was looked up and what was found, for one screening or for thousands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max

from ...models import Hit, ListCheck, ScreenedParty, WatchList
from ..matching.index import Found, current_load, indexes
from ..matching.ours import LookedUp, looked_up
from .memory import keep_hits


@dataclass
class Compared:
    """`lookups` counts a party in a list; `hits` are those that are new, or open again."""

    lookups: int = 0
    hits: list[Hit] = field(default_factory=list)


def loaded_lists() -> list[WatchList]:
    return list(WatchList.objects.filter(retired=False, current_load__isnull=False).order_by("code"))


def compare(*, rows: Sequence[ScreenedParty], lists: Iterable[WatchList], at: datetime) -> Compared:
    """On locked rows, each with its screening. What was looked up already is compared with what changed since."""
    parties = looked_up(rows)
    done = _done(rows)
    result = Compared()
    for watchlist in lists:
        found: list[tuple[LookedUp, Found]] = []
        looked: list[LookedUp] = []
        for party in parties:
            since = done.get((party.row.pk, watchlist.pk, party.digest), 0)
            if since != current_load(watchlist):
                found += [(party, each) for each in _find(watchlist, party, since)]
                looked.append(party)
        result.hits += keep_hits(found=found, load_id=current_load(watchlist), at=at)
        _keep_checks(watchlist, looked, at)
        result.lookups += len(looked)
    return result


def _find(watchlist: WatchList, party: LookedUp, since: int) -> list[Found]:
    index = indexes.changed_since(watchlist, since) if since else indexes.whole(watchlist)
    return index.find(party.party)


def _done(rows: Sequence[ScreenedParty]) -> dict[tuple[int, int, str], int]:
    """{(party, list, digest): the newest load in which that was looked up}"""
    checks = ListCheck.objects.filter(party__in=[row.pk for row in rows]).order_by()
    newest = checks.values_list("party", "load__watchlist", "looked_up").annotate(newest=Max("load"))
    return {(party, watchlist, digest): load for party, watchlist, digest, load in newest}


def _keep_checks(watchlist: WatchList, looked: Sequence[LookedUp], at: datetime) -> None:
    """A clear result is a record, too."""
    hits = Hit.objects.filter(party__in=[each.row.pk for each in looked], entry__watchlist=watchlist).listed()
    counted = dict(hits.order_by().values_list("party").annotate(number=Count("pk")))
    ListCheck.objects.bulk_create(
        (
            ListCheck(
                party=each.row,
                load_id=current_load(watchlist),
                looked_up=each.digest,
                checked_at=at,
                hits=counted.get(each.row.pk, 0),
            )
            for each in looked
        ),
        ignore_conflicts=True,
    )
