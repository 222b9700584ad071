"""Our parties against the lists: what was looked up and what was found, for one screening or for thousands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ...models import Hit, ScreenedParty, WatchList
from ..matching.index import Found, current_load, indexes
from ..matching.ours import LookedUp, looked_up
from .checks import keep_checks, newest_checks
from .memory import keep_hits


@dataclass
class Compared:
    """`lookups` counts a party in a list; `hits` are those that are new, or open again."""

    lookups: int = 0
    hits: list[Hit] = field(default_factory=list)


def loaded_lists() -> list[WatchList]:
    return list(WatchList.objects.filter(retired=False, current_load__isnull=False).order_by("code"))


def compare(*, rows: Sequence[ScreenedParty], lists: Iterable[WatchList], at: datetime) -> Compared:
    """On locked rows. What was looked up already is compared with what changed since."""
    parties = looked_up(rows)
    result = Compared()
    for watchlist in lists:
        load = current_load(watchlist)
        done = newest_checks(parties=parties, watchlist=watchlist)
        looked = [party for party in parties if done.get(party.row.pk) != load]
        found = [(party, each) for party in looked for each in _find(watchlist, party, done.get(party.row.pk, 0))]
        result.hits += keep_hits(found=found, load_id=load, at=at)
        keep_checks(looked=looked, watchlist=watchlist, at=at)
        result.lookups += len(looked)
    return result


def _find(watchlist: WatchList, party: LookedUp, since: int) -> list[Found]:
    index = indexes.changed_since(watchlist, since) if since else indexes.whole(watchlist)
    return index.find(party.party)
