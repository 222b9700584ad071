"""After a load, everybody who matters is looked up in what it changed. The rows tell what is left: any number of
workers share them batch by batch, and one that is killed loses nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from crm.core import clock
from crm.jobs.registries import Progress
from crm.jobs.services import jobs

from ...enums import ScreeningState
from ...models import Clearance, Hit, ListCheck, ListLoad, ScreenedParty, WatchList
from .comparing import compare
from .telling import tell_of_hits

RESCREEN_JOB = "watchlist_rescreen"
# So many jobs are put into the queue for one load; each takes batches until none is left.
WORKERS = 2
BATCH = 500
_OPEN = (ScreeningState.RESEARCH, ScreeningState.AWAITING_DECISION, ScreeningState.RETURNED)


def start_rescreening(*, load: ListLoad) -> None:
    for _number in range(WORKERS):
        jobs.start(kind=RESCREEN_JOB, arguments={"load": load.pk}, by=None)


def concerned(*, at: datetime) -> "QuerySet[ScreenedParty]":
    """The parties of screenings that are open, or whose clearance is not over yet (due-diligence.md, watch lists)."""
    lasting = Clearance.objects.filter(screening=OuterRef("screening"), revoked_at=None, valid_until__gte=at.date())
    return ScreenedParty.objects.filter(Q(screening__state__in=_OPEN) | Exists(lasting))


def rescreen(*, load_id: int, progress: Progress) -> dict[str, Any]:
    """What a worker does. Ends early where a newer load of the same list has taken over."""
    at = clock.now()
    total = concerned(at=at).count()
    done, last, waited = 0, 0, False
    while True:
        watchlist = WatchList.objects.filter(current_load=load_id).first()
        if watchlist is None:
            return {"superseded": True, "looked_up": done}
        number, last = _batch(watchlist, load_id, last, at=at, wait=waited)
        done += number
        progress(min(done, total), total)
        if not last and waited:
            break
        # Once round: what another worker held is waited for, and found done unless it was killed.
        waited = waited or not last
    return {"looked_up": done, "hits": _tell_once(load_id, at)}


@transaction.atomic
def _batch(watchlist: WatchList, load_id: int, after: int, *, at: datetime, wait: bool) -> tuple[int, int]:
    """How many were looked up, and the last one's id; 0 where none is left after `after`."""
    left = concerned(at=at).filter(pk__gt=after).exclude(Exists(_checked(load_id)))
    locked = left.select_for_update(of=("self",), no_key=True, skip_locked=not wait)
    rows = list(locked.select_related("screening").order_by("pk")[:BATCH])
    if not rows:
        return 0, 0
    found = compare(rows=rows, lists=[watchlist], at=at)
    return found.lookups, rows[-1].pk


def _checked(load_id: int) -> "QuerySet[ListCheck]":
    return ListCheck.objects.filter(party=OuterRef("pk"), load=load_id)


@transaction.atomic
def _tell_once(load_id: int, at: datetime) -> int:
    """Of the workers that find nothing left, the first one tells."""
    if not ListLoad.objects.filter(pk=load_id, rescreened_at=None).update(rescreened_at=at):
        return 0
    load = ListLoad.objects.select_related("watchlist").get(pk=load_id)
    hits = Hit.objects.filter(load=load).open().select_related("party__screening__company", "party__screening__office")
    found = list(hits)
    tell_of_hits(load=load, hits=found)
    return len(found)
