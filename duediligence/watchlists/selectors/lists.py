"""What the page of the lists shows of each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from ...models import Hit, ListLoad, WatchList
from .freshness import ListFreshness, freshness_of


@dataclass(frozen=True)
class ListLine:
    """A list with its freshness, how many of its hits wait, and its last load, whatever became of it."""

    freshness: ListFreshness
    open_hits: int
    last_load: ListLoad | None

    @property
    def watchlist(self) -> WatchList:
        return self.freshness.watchlist


def list_lines(*, on: date) -> list[ListLine]:
    """All lists, also those that are not looked up any more; three queries."""
    waiting = Hit.objects.open().order_by().values_list("entry__watchlist").annotate(number=Count("pk"))
    hits = dict(waiting)
    newest = ListLoad.objects.order_by("watchlist_id", "-pk").distinct("watchlist_id")
    loads = {load.watchlist_id: load for load in newest}
    return [
        ListLine(each, hits.get(each.watchlist.pk, 0), loads.get(each.watchlist.pk))
        for each in freshness_of(WatchList.objects.all(), on=on)
    ]
