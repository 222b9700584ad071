"""An import without a person in front of it: guessed mapping, nothing decided that is not certain."""

import time
from typing import Any

from crm.accounts.enums import Role
from crm.accounts.models import RoleAssignment, User
from crm.core import clock
from crm.core.errors import Conflict
from crm.jobs.models import Job
from crm.jobs.services import running

from ..models import ImportRun
from . import commits, previews, uploads

ASK_EVERY = 0.3  # seconds
FIGURES = ("created", "updated", "same", "skipped", "problems", "listed", "rows", "state")


def run_file(*, kind: str, upload: Any, by: User) -> ImportRun:
    """Upload, map, plan and commit, and wait for the end. Raises what these raise; `Conflict` when the job failed."""
    run = uploads.upload(by=by, kind=kind, upload=upload)
    run = _finished(previews.preview(run=run, by=by))
    return _finished(commits.commit(run=run, by=by))


def _finished(run: ImportRun) -> ImportRun:
    """Do the job here and now; where a worker was faster it is theirs, and we wait for their word."""
    if run.job:
        while not running.run(job_id=run.job.pk) and Job.objects.open().filter(pk=run.job.pk).exists():
            time.sleep(ASK_EVERY)
    run = ImportRun.objects.select_related("job", "uploaded_by").get(pk=run.pk)
    if run.failure:
        raise Conflict(run.failure, "failed")
    return run


def default_importer() -> User | None:
    """The first member of the partnerships team in office: administrators keep users and do not enter companies."""
    held = RoleAssignment.objects.current(on=clock.today()).filter(role=Role.PARTNERSHIPS, user__is_active=True)
    found = held.select_related("user__office").order_by("user_id").first()
    return found.user if found else None


def figures(run: ImportRun) -> dict[str, Any]:
    return {name: getattr(run, name) for name in FIGURES}
