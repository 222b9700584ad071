"""How old each list is, and whether that is too old (due-diligence.md, watch lists)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, wrong_moment

from ...models import AuthorityVersion, WatchList

# Where no authority matrix is in effect yet, which may say otherwise.
MAX_AGE_DAYS = 45


@dataclass(frozen=True)
class ListFreshness:
    """`list_date` is what the file says of itself, else the day of its load; `loaded_on` the last day on which this
    content was loaded. All are None before the first load.

    The age counts from `known_on`: the day up to which the list is known to be complete. That is the date that the file
    bears, so that an old file does not become fresh by being loaded; of a file without a date the day of its load; and
    any later day on which somebody found that there is no newer one.
    """

    watchlist: WatchList
    list_date: date | None
    loaded_on: date | None
    known_on: date | None
    age_days: int | None
    stale: bool
    verdict: Verdict


def freshness(on: date) -> list[ListFreshness]:
    """Of every list that is looked up; the required ones first."""
    return freshness_of(WatchList.objects.filter(retired=False), on=on)


def freshness_of(lists: "QuerySet[WatchList]", *, on: date) -> list[ListFreshness]:
    limit = max_age_days(on)
    return [_of(watchlist, on, limit) for watchlist in _dated(lists)]


def max_age_days(on: date) -> int:
    version = AuthorityVersion.objects.in_effect(on=on).first()
    return version.list_max_age_days if version else MAX_AGE_DAYS


def oldest_that_counts(on: date) -> date:
    return on - timedelta(days=max_age_days(on))


def known_days() -> dict[int, date | None]:
    """{load that counts: the day up to which its list is known to be complete}."""
    loaded = _dated(WatchList.objects.exclude(current_load=None))
    return {load: _known_on(watchlist) for watchlist in loaded if (load := watchlist.current_load_id)}


def _dated(lists: "QuerySet[WatchList]") -> list[WatchList]:
    """A file that is the same as before and bears no date makes its list fresh again."""
    same = Q(loads__state__in=["done", "unchanged"], loads__sha256=F("current_load__sha256"))
    dated = lists.select_related("current_load").annotate(
        dated=Max("loads__list_date", filter=same),
        own=Max("loads__own_date", filter=same),
        looked_at=Max("loads__loaded_at", filter=same),
        undated_at=Max("loads__loaded_at", filter=same & Q(loads__own_date=None)),
    )
    return list(dated.order_by("retired", "-required", "code"))


def _of(watchlist: WatchList, on: date, limit: int) -> ListFreshness:
    known = _known_on(watchlist)
    if watchlist.current_load_id is None or known is None:
        return ListFreshness(watchlist, None, None, None, None, True, _missing(watchlist))
    loaded_on = timezone.localdate(watchlist.looked_at)  # type: ignore[attr-defined]
    dated = watchlist.dated  # type: ignore[attr-defined]
    stale = known < on - timedelta(days=limit)
    verdict = _too_old(watchlist, known, loaded_on, limit) if stale else ALLOWED
    return ListFreshness(watchlist, dated, loaded_on, known, max(0, (on - known).days), stale, verdict)


def _known_on(watchlist: Any) -> date | None:
    """A file that bears a day to come is as old as its load."""
    if watchlist.current_load is None or watchlist.looked_at is None:
        return None
    days = [timezone.localdate(at) for at in (watchlist.undated_at, watchlist.current_load.newest_at) if at]
    if watchlist.own:
        days.append(min(watchlist.own, timezone.localdate(watchlist.looked_at)))
    return max(days)


def _missing(watchlist: WatchList) -> Verdict:
    return wrong_moment(
        _("“%(list)s” was never loaded. Load its file on the page of the watch lists.") % {"list": watchlist.name},
        "list_missing",
    )


def _too_old(watchlist: WatchList, known: date, loaded_on: date, limit: int) -> Verdict:
    sentence = (
        _("“%(list)s” was last loaded on %(date)s, more than %(days)s days ago. Load it on the page of the lists.")
        if known == loaded_on
        else _(
            "“%(list)s” is known as of %(date)s, more than %(days)s days ago. Load a newer file on the list's page,"
            " or confirm there that its publisher has none."
        )
    )
    told = {"list": watchlist.name, "date": locale.day(known, locale.current()), "days": limit}
    return wrong_moment(sentence % told, "list_stale")
