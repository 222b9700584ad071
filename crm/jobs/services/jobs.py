"""Starting and stopping long work. The row is the truth; the queue is told only so that it starts sooner."""

import logging
from functools import partial
from typing import Any

import redis
from celery import signature
from django.db import transaction
from kombu.exceptions import OperationalError

from crm.accounts.models import User
from crm.audit.recorder import record
from crm.core import clock

from ..enums import JobState
from ..models import Job
from ..policies import may_stop
from ..registries import job_kinds

log = logging.getLogger(__name__)
RUN = "crm.jobs.tasks.run_job"


def start(*, kind: str, arguments: dict[str, Any], by: User | None, path: str = "") -> Job:
    """A job that starts when the caller's transaction is committed; the caller writes the trail of its own deed.

    `path` is where its result is to be seen. Without the queue the sweep finds the row within half a minute.
    """
    if kind not in job_kinds:
        raise LookupError(f"No kind of job is called {kind!r}.")
    job = Job.objects.create(kind=kind, arguments=arguments, by=by, path=path)
    transaction.on_commit(partial(hint, job_id=job.pk))
    return job


def forget_path(*, path: str) -> None:
    """The page of a result is gone: what was done stays on record, and no longer leads there."""
    Job.objects.filter(path=path).update(path="")


def hint(*, job_id: int) -> None:
    """Tell the queue. Redis may be away: the row waits for the sweep, nobody is shown an error."""
    try:
        signature(RUN, args=[job_id]).apply_async()
    except (OperationalError, redis.RedisError, OSError):
        log.warning("job_hint_lost", extra={"job": job_id})


@transaction.atomic
def stop(*, job: Job, by: User) -> Job:
    """End a job before it is through; the worker notices at its next progress. Errors: Forbidden, Conflict."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    may_stop(by, job).require()
    job.state, job.ended_at, job.leased_until = JobState.CANCELLED, clock.now(), None
    job.save(update_fields=["state", "ended_at", "leased_until"])
    kind = job_kinds.get(job.kind)
    if kind and kind.gave_up:
        kind.gave_up(job)
    record(verb="job.stopped", subject=job, by=by, before={"done": job.done, "total": job.total})
    return job
