"""What a worker does with a job: claim it by a conditional update, keep its lease, end it once."""

import logging
import time
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from crm.audit.recorder import acting
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.services.notices import notify

from ..enums import JobState
from ..models import Job
from ..querysets import LEASE
from ..registries import Cancelled, JobKind, job_kinds
from .jobs import hint

log = logging.getLogger(__name__)
WRITES_APART = 0.5  # seconds between two writes of the progress


class Heartbeat:
    """Writes progress under the claim's own number: a worker that lost its claim learns it here and stops."""

    def __init__(self, job: Job) -> None:
        self.job, self._written = job, 0.0

    def __call__(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if done < total and moment - self._written < WRITES_APART:
            return
        self._written = moment
        if not _mine(self.job).update(done=done, total=total, leased_until=clock.now() + LEASE):
            raise Cancelled


def run(*, job_id: int) -> bool:
    """Do the job if it is free; False when it is not. Database failures get out, and the sweep tries again."""
    job = _claim(job_id, at=clock.now())
    if job is None:
        return False
    kind = job_kinds.get(job.kind)
    with translation.override(job.by.language if job.by else "en"), acting(by=job.by, deed=job.kind):
        try:
            if kind is None:
                raise LookupError(f"No kind of job is called {job.kind!r}.")
            _finish(job, kind, result=kind.run(job, Heartbeat(job)))
        except Cancelled:
            log.info("job_let_go", extra={"job": job.pk})
        except (OperationalError, InterfaceError):
            log.exception("job_lost_the_database", extra={"job": job.pk})
            raise
        except Exception as error:
            log.exception("job_failed", extra={"job": job.pk, "kind": job.kind})
            _finish(job, kind, problem=_sentence(error))
    return True


def sweep(*, at: datetime, limit: int = 50) -> int:
    """Tell the queue again of what it lost, give up what was interrupted too often; several sweeps share the rows."""
    with transaction.atomic():
        waiting = list(
            Job.objects.unhinted(at=at).select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit]
        )
        Job.objects.filter(pk__in=waiting, state=JobState.QUEUED).update(leased_until=at + LEASE)
    for job_id in waiting:
        hint(job_id=job_id)
    for job in Job.objects.exhausted(at=at).select_related("by")[:limit]:
        with translation.override(job.by.language if job.by else "en"):
            problem = _(
                "This was interrupted three times and has been given up. Start it again."
                " If it stops again, tell the support."
            )
            _finish(job, job_kinds.get(job.kind), problem=problem)
    return len(waiting)


def _claim(job_id: int, *, at: datetime) -> Job | None:
    """The number of the attempt is the claim's token: who holds an older one can write nothing any more."""
    taken = Job.objects.claimable(at=at).filter(pk=job_id)
    if not taken.update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        leased_until=at + LEASE,
        started_at=Coalesce("started_at", at),
    ):
        return None
    return Job.objects.select_related("by").get(pk=job_id)


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


@transaction.atomic
def _finish(job: Job, kind: JobKind | None, *, result: dict[str, Any] | None = None, problem: str = "") -> None:
    """End the job under its claim and tell its owner, together or not at all."""
    state = JobState.FAILED if problem else JobState.DONE
    full = {} if problem else {"done": F("total")}
    if not _mine(job).update(
        state=state, result=result or {}, problem=problem[:500], ended_at=clock.now(), leased_until=None, **full
    ):
        return
    job.refresh_from_db()
    if problem and kind and kind.gave_up:
        kind.gave_up(job)
    if job.by and (kind is None or kind.notices):
        wording = "job_failed" if problem else "job_done"
        notify(recipients=[job.by], wording=wording, values={"kind": job.kind}, path=job.path or f"/jobs/{job.pk}/")


def _sentence(error: Exception) -> str:
    """What the person is told; the trace is in the log."""
    if isinstance(error, Conflict | Forbidden):
        return str(error.reason)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _(
        "Something went wrong on our side. Nothing is half done. Start it again; if it fails again, tell the support."
    )
