"""How old each list is, and whether that is too old (due-diligence.md, watch lists)."""

from dataclasses import dataclass
from datetime import date, timedelta

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
    """`loaded_on` is the last day on which the content that counts was loaded, or found to be the same; `list_date`
    what the file says of itself. Both are None before the first load.

    The age counts from `loaded_on`: a list that has not changed for months is fresh as long as somebody looks.
    """

    watchlist: WatchList
    list_date: date | None
    loaded_on: date | None
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


def _dated(lists: "QuerySet[WatchList]") -> list[WatchList]:
    """A file that is the same as before makes its list fresh again."""
    same = Q(loads__state__in=["done", "unchanged"], loads__sha256=F("current_load__sha256"))
    dated = lists.select_related("current_load").annotate(
        dated=Max("loads__list_date", filter=same), looked_at=Max("loads__loaded_at", filter=same)
    )
    return list(dated.order_by("retired", "-required", "code"))


def _of(watchlist: WatchList, on: date, limit: int) -> ListFreshness:
    dated, looked_at = watchlist.dated, watchlist.looked_at  # type: ignore[attr-defined]
    if watchlist.current_load_id is None or looked_at is None:
        return ListFreshness(watchlist, None, None, None, True, _missing(watchlist))
    loaded_on = timezone.localdate(looked_at)
    age = max(0, (on - loaded_on).days)
    stale = loaded_on < on - timedelta(days=limit)
    verdict = _too_old(watchlist, loaded_on, limit) if stale else ALLOWED
    return ListFreshness(watchlist, dated, loaded_on, age, stale, verdict)


def _missing(watchlist: WatchList) -> Verdict:
    return wrong_moment(
        _("“%(list)s” was never loaded. Load its file on the page of the watch lists.") % {"list": watchlist.name},
        "list_missing",
    )


def _too_old(watchlist: WatchList, loaded_on: date, limit: int) -> Verdict:
    return wrong_moment(
        _("“%(list)s” was last loaded on %(date)s, more than %(days)s days ago. Load it on the page of the lists.")
        % {"list": watchlist.name, "date": locale.day(loaded_on, locale.current()), "days": limit},
        "list_stale",
    )
