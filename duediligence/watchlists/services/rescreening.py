"""After a load, everybody who matters is looked up in what it changed. The rows tell what is left: any number of
workers share them batch by batch, and one that is killed loses nothing."""

from array import array
from collections.abc import Iterator
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
# So many jobs are put into the queue for one load; each begins at another place and goes round until none is left.
WORKERS = 2
BATCH = 500
_OPEN = (ScreeningState.RESEARCH, ScreeningState.AWAITING_DECISION, ScreeningState.RETURNED)


def start_rescreening(*, load: ListLoad) -> None:
    for part in range(WORKERS):
        jobs.start(kind=RESCREEN_JOB, arguments={"load": load.pk, "part": part}, by=None)


def concerned(*, at: datetime) -> "QuerySet[ScreenedParty]":
    """The parties of screenings that are open, or whose clearance is not over yet (due-diligence.md, watch lists)."""
    lasting = Clearance.objects.filter(screening=OuterRef("screening"), revoked_at=None, valid_until__gte=at.date())
    return ScreenedParty.objects.filter(Q(screening__state__in=_OPEN) | Exists(lasting))


def rescreen(*, load_id: int, part: int = 0, progress: Progress) -> dict[str, Any]:
    """What a worker does. Ends early where a newer load of the same list has taken over."""
    at = clock.now()
    total, done, again = concerned(at=at).count(), 0, False
    # Once more after the last: what another worker held is waited for, and found done unless it was killed.
    while left := _left(load_id, at):
        passed = total - len(left)
        for batch in _batches(left, 0 if again else part):
            number = _look_up(load_id, batch, at=at, wait=again)
            if number is None:
                return {"superseded": True, "looked_up": done}
            done, passed = done + number, passed + len(batch)
            progress(min(passed, total), total)
        again = True
    if not _counts(load_id):
        return {"superseded": True, "looked_up": done}
    return {"looked_up": done, "hits": _tell_once(load_id, at)}


def _left(load_id: int, at: datetime) -> "array[int]":
    """The ids of all who were not looked up yet: read once, since the question costs as much as the table is long."""
    return array("q", concerned(at=at).exclude(Exists(_checked(load_id))).order_by("pk").values_list("pk", flat=True))


def _batches(left: "array[int]", part: int) -> Iterator[list[int]]:
    start = len(left) * (part % WORKERS) // WORKERS
    around = left[start:] + left[:start]
    return (around[place : place + BATCH].tolist() for place in range(0, len(around), BATCH))


@transaction.atomic
def _look_up(load_id: int, ids: list[int], *, at: datetime, wait: bool) -> int | None:
    """How many were looked up; None where the load counts no longer."""
    watchlist = _counts(load_id)
    if watchlist is None:
        return None
    left = ScreenedParty.objects.filter(pk__in=ids).exclude(Exists(_checked(load_id)))
    rows = list(left.select_for_update(of=("self",), no_key=True, skip_locked=not wait).order_by("pk"))
    return compare(rows=rows, lists=[watchlist], at=at).lookups if rows else 0


def _counts(load_id: int) -> WatchList | None:
    return WatchList.objects.filter(current_load=load_id, retired=False).first()


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
