"""Loading a list's file: read as a whole first, compared, applied in one transaction. A broken file changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.audit import recorder
from crm.core import clock
from crm.jobs.registries import Progress

from ...enums import LoadState
from ...models import ListLoad, WatchList
from ..parsing.broken import BrokenFile, FileFacts
from ..parsing.formats import read
from ..policies import CLOSES_TOO_MANY
from ..transitions import LOAD
from .applying import Difference, apply, compare_with
from .rescreening import start_rescreening
from .staging import stage, staging
from .telling import tell_of_load

# A file that closes more than half of a list, or all of it, is probably another list's, or cut off. One or two of a
# handful are the daily business of one's own list.
_SHARE, _FEW = 0.5, 2
# First of the two numbers that name a lock of PostgreSQL's; the second is the list.
_LOCK = 0x11575


def run_load(*, load_id: int, force: bool, progress: Progress) -> dict[str, Any]:
    """What the worker does; safe to run again, and beside another load of the same list, for which it waits."""
    load = ListLoad.objects.select_related("watchlist", "uploaded_by").get(pk=load_id)
    if load.state not in (LoadState.QUEUED, LoadState.RUNNING):
        return result_of(load)
    ListLoad.objects.filter(pk=load.pk, state=LoadState.QUEUED).update(state=LoadState.RUNNING)
    try:
        with staging():
            facts = _staged(load, progress)
            with transaction.atomic(), _alone(load.watchlist_id):
                _apply(load_id, facts, force)
    except BrokenFile as problem:
        fail(load_id=load_id, errors=[problem.stored()])
    load = ListLoad.objects.select_related("watchlist", "uploaded_by").get(pk=load_id)
    return result_of(load)


def result_of(load: ListLoad) -> dict[str, Any]:
    return {name: getattr(load, name) for name in ("state", "added", "changed", "removed", "entries", "errors")}


@transaction.atomic
def fail(*, load_id: int, errors: list[dict[str, str]]) -> None:
    """Nothing was changed; the load says why."""
    load = _locked(load_id)
    if LOAD.find(load.state, LoadState.FAILED) is None:
        return
    step = LOAD.step(load.state, LoadState.FAILED)
    load.state, load.errors = LoadState.FAILED, errors
    load.save(update_fields=["state", "errors"])
    recorder.record(verb=step.verb, subject=load.watchlist, by=None, after={"load": load.pk, "errors": errors[:3]})
    tell_of_load(load)


def _staged(load: ListLoad, progress: Progress) -> FileFacts:
    facts = FileFacts()
    expected = max(load.watchlist.current_load.entries if load.watchlist.current_load else 0, 1)
    with load.file.open("rb") as file:
        for number in stage(read(load.format, cast(BinaryIO, file), facts)):
            progress(number, max(expected, number + 1))
    return facts


@contextmanager
def _alone(watchlist_id: int) -> Iterator[None]:
    """Two loads of one list wait for each other, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, watchlist_id])
    yield


def _locked(load_id: int) -> ListLoad:
    loads = ListLoad.objects.select_for_update(of=("self",)).select_related("watchlist", "uploaded_by")
    return loads.get(pk=load_id)


def _apply(load_id: int, facts: FileFacts, force: bool) -> None:
    load = _locked(load_id)
    if load.state != LoadState.RUNNING:
        return
    watchlist = WatchList.objects.select_for_update().get(pk=load.watchlist_id)
    if (watchlist.current_load_id or 0) > load.pk:
        raise BrokenFile("file", _("A file that was uploaded later has been loaded in the meantime."))
    difference = compare_with(load=load)
    if not force:
        _ask_first(difference)
    apply(load=load)
    _finish(load, watchlist, facts, difference)


def _ask_first(difference: Difference) -> None:
    removed, before = difference.removed, difference.before
    if removed <= _SHARE * before or (removed <= _FEW and removed < before):
        return
    sentence = _("This file would close %(removed)s of %(before)s entries. It is probably cut off, or another list's.")
    raise BrokenFile("file", sentence % {"removed": removed, "before": before}, CLOSES_TOO_MANY)


def _finish(load: ListLoad, watchlist: WatchList, facts: FileFacts, difference: Difference) -> None:
    now = clock.now()
    counts = ("added", "changed", "removed", "entries", "by_kind")
    for name in counts:
        setattr(load, name, getattr(difference, name))
    step = LOAD.step(load.state, LoadState.DONE)
    load.state, load.loaded_at, load.errors = LoadState.DONE, now, facts.remarks
    load.own_date = facts.list_date or load.own_date
    load.list_date = load.own_date or timezone.localdate(now)
    load.save(update_fields=[*counts, "state", "loaded_at", "errors", "own_date", "list_date"])
    watchlist.current_load = load
    watchlist.save(update_fields=["current_load"])
    recorder.record(
        verb=step.verb,
        subject=watchlist,
        by=load.uploaded_by,
        after={"load": load.pk, "sha256": load.sha256, **{name: getattr(load, name) for name in counts}},
    )
    tell_of_load(load)
    start_rescreening(load=load)
