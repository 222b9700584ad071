"""Undo of a whole import, also weeks later: what somebody changed since is listed and kept."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit.recorder import record
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.jobs.registries import Progress
from crm.jobs.services import jobs

from .. import policies
from ..enums import ImportState, Outcome
from ..models import ImportRow, ImportRun
from ..registries import UndoEntry
from ..transitions import IMPORTS
from .uploads import kind_of, locked

UNDO_JOB = "import_undo"
CHUNK = 50


@transaction.atomic
def undo(*, run: ImportRun, by: User) -> ImportRun:
    """Start taking the import back, in the background. Raises Forbidden, Conflict."""
    run = locked(run_id=run.pk)
    policies.may_undo(by, run).require()
    run.job = jobs.start(
        kind=UNDO_JOB, arguments={"run": run.pk, "by": by.pk}, by=by, path=reverse("imports:detail", args=[run.pk])
    )
    run.failure = ""
    run.save(update_fields=["job", "failure"])
    record(verb="import.undo_started", subject=run, by=by)
    return run


def run_undo(*, run_id: int, by: User, progress: Progress) -> dict[str, Any]:
    """Newest records first, so that what points at another goes before it; goes on where a kill left it."""
    run = ImportRun.objects.get(pk=run_id)
    entries = run.entries.filter(applied=True, outcome__in=[Outcome.CREATE, Outcome.UPDATE])
    total = entries.count()
    subjects: dict[tuple[str, int], list[ImportRow]] = {}
    for entry in entries.filter(undone=False, undo_note="").order_by("number").defer("raw", "problems"):
        subjects.setdefault((entry.subject_type, entry.subject_id or 0), []).append(entry)
    waiting = list(subjects.values())[::-1]
    left = sum(map(len, waiting))
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        _undo_chunk(run_id, chunk, by)
        left -= sum(map(len, chunk))
        progress(min(total - left, max(0, total - 1)), total)
    return _finish(run_id, by)


@transaction.atomic
def _undo_chunk(run_id: int, chunk: list[list[ImportRow]], by: User) -> None:
    run = locked(run_id=run_id)
    if run.state == ImportState.UNDONE:
        raise Conflict(_("This import has been undone already."))
    kind = kind_of(run)
    ids = [entry.pk for entries in chunk for entry in entries]
    settled = set(run.entries.filter(pk__in=ids).exclude(undone=False, undo_note="").values_list("pk", flat=True))
    for entries in chunk:
        if entries[0].pk not in settled:
            note = _undo_one(kind, entries, (by, run.uploaded_by))
            ImportRow.objects.filter(pk__in=[e.pk for e in entries]).update(undone=not note, undo_note=note[:300])


def _undo_one(kind: Any, entries: list[ImportRow], people: tuple[User, User]) -> str:
    """The reason why the record stays, or nothing.

    Whoever may undo the import takes back also what they could not enter themselves: then it is done with the rights of
    the person who imported it. The trail of the import says who undid it.
    """
    last = entries[-1]
    entry = UndoEntry(
        subject_type=last.subject_type,
        subject_id=last.subject_id or 0,
        created=any(e.outcome == Outcome.CREATE for e in entries),
        version=last.version_after,
        befores=tuple(e.before for e in entries),
    )
    note = ""
    for person in dict.fromkeys(people):
        try:
            with transaction.atomic():
                return str(kind.undo(entry, person))
        except ObjectDoesNotExist:
            return _("It is not in the register any more.")
        except Forbidden as error:
            note = str(error.reason)
        except Conflict as error:
            return str(error.reason)
        except ValidationError as error:
            return " ".join(error.messages)
    return note


@transaction.atomic
def _finish(run_id: int, by: User) -> dict[str, Any]:
    run = locked(run_id=run_id)
    touched = run.entries.filter(applied=True, outcome__in=[Outcome.CREATE, Outcome.UPDATE])
    counts = {"undone": touched.filter(undone=True).count(), "kept": touched.exclude(undo_note="").count()}
    if run.state != ImportState.UNDONE:
        step = IMPORTS.step(run.state, ImportState.UNDONE)
        run.state, run.undone_at, run.undone_by = ImportState.UNDONE, clock.now(), by
        run.save(update_fields=["state", "undone_at", "undone_by"])
        record(verb=step.verb, subject=run, by=by, after=counts)
    return counts
