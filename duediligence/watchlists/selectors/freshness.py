"""How old each list is, and whether that is too old (due-diligence.md, watch lists)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, wrong_moment

from ...models import AuthorityVersion, WatchList

# Where no authority matrix is in effect yet, which may say otherwise.
MAX_AGE_DAYS = 45


@dataclass(frozen=True)
class ListFreshness:
    """`list_date` is the newest date of a file with the content that counts; None before the first load."""

    watchlist: WatchList
    list_date: date | None
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
    """A file that was the same as before counts with its own date: the list is as fresh as that."""
    same = Q(loads__state__in=["done", "unchanged"], loads__sha256=F("current_load__sha256"))
    dated = lists.select_related("current_load").annotate(dated=Max("loads__list_date", filter=same))
    return list(dated.order_by("retired", "-required", "code"))


def _of(watchlist: WatchList, on: date, limit: int) -> ListFreshness:
    dated = watchlist.dated  # type: ignore[attr-defined]
    if watchlist.current_load_id is None or dated is None:
        return ListFreshness(watchlist, None, None, True, _missing(watchlist))
    age = max(0, (on - dated).days)
    stale = dated < on - timedelta(days=limit)
    return ListFreshness(watchlist, dated, age, stale, _too_old(watchlist, dated, limit) if stale else ALLOWED)


def _missing(watchlist: WatchList) -> Verdict:
    return wrong_moment(
        _("“%(list)s” was never loaded. Load its file on the page of the watch lists.") % {"list": watchlist.name},
        "list_missing",
    )


def _too_old(watchlist: WatchList, dated: date, limit: int) -> Verdict:
    return wrong_moment(
        _("“%(list)s” is of %(date)s and thus older than %(days)s days. Load a newer file on the page of the lists.")
        % {"list": watchlist.name, "date": locale.day(dated, locale.current()), "days": limit},
        "list_stale",
    )
