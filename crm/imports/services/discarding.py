"""A file that is not wanted after all: it goes with its rows and its preview, and the trail says who took it away."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse

from crm.accounts.models import User
from crm.audit.recorder import acting, record
from crm.core.errors import Conflict
from crm.jobs.services import jobs

from .. import policies
from ..models import ImportRun
from ..transitions import GONE, IMPORTS
from .uploads import locked


@transaction.atomic
def discard(*, run: ImportRun, by: User) -> None:
    """Take away a file that was not imported. Raises Forbidden, Conflict."""
    run = locked(run_id=run.pk)
    policies.may_discard(by, run).require()
    _remove(run, by)


def discard_unfinished(*, before: datetime) -> int:
    """The same for every file uploaded before then that nobody imported; returns how many went.

    Each in its own transaction, under its row's lock: safe to run twice and on several workers.
    """
    sources = {row.source for row in IMPORTS if row.target == GONE}
    old = ImportRun.objects.filter(uploaded_at__lt=before, state__in=sources).values_list("pk", flat=True)
    with acting(by=None, deed="import.discarded"):
        return sum(_forget(pk) for pk in list(old))


@transaction.atomic
def _forget(run_id: int) -> bool:
    try:
        run = locked(run_id=run_id)
    except Conflict:
        return False  # somebody discarded it since it was listed
    if not policies.may_go(run):
        return False
    _remove(run, None)
    return True


def _remove(run: ImportRun, by: User | None) -> None:
    told = {"kind": run.kind, "rows": run.rows, "sha256": run.sha256}
    record(verb=IMPORTS.step(run.state, GONE).verb, subject=run, by=by, before=told)
    jobs.forget_path(path=reverse("imports:detail", args=[run.pk]))
    # Storage knows no transactions: only when the row is gone for good does the file follow.
    transaction.on_commit(partial(run.file.storage.delete, str(run.file.name)))
    run.delete()
