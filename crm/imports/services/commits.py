"""The real run: chunk by chunk, each all or nothing; the rows that are marked as applied tell where to go on."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import Count, Q
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
from ..mapping import signature
from ..models import ImportRow, ImportRun, KeptMapping
from ..registries import Applied, Planned
from ..transitions import IMPORTS
from . import files
from .planning import Plan, stored
from .refusing import refusals
from .uploads import kind_of, locked

log = logging.getLogger(__name__)
COMMIT_JOB = "import_commit"
_WRITTEN = (
    *("raw", "content", "label", "outcome", "applied", "problems", "proposed"),
    *("subject_type", "subject_id", "before", "version_after"),
)


@transaction.atomic
def commit(*, run: ImportRun, by: User) -> ImportRun:
    """Start the import in the background; a second click finds it started. Raises Forbidden, Conflict."""
    run = locked(run_id=run.pk)
    policies.may_commit(by, run).require()
    step = IMPORTS.step(run.state, ImportState.RUNNING)
    run.state, run.failure, run.committed_at = ImportState.RUNNING, "", clock.now()
    run.job = jobs.start(
        kind=COMMIT_JOB, arguments={"run": run.pk, "by": by.pk}, by=by, path=reverse("imports:detail", args=[run.pk])
    )
    run.save(update_fields=["state", "failure", "committed_at", "job"])
    _keep_mapping(run, by)
    record(verb=step.verb, subject=run, by=by, after={"kind": run.kind, "rows": run.rows})
    return run


def _keep_mapping(run: ImportRun, by: User) -> None:
    """For the next file with these headings; decisions about single rows are of no use there."""
    KeptMapping.objects.update_or_create(
        kind=run.kind,
        headings_sha256=signature(tuple(run.reading["headings"])),
        defaults={
            "mapping": run.mapping,
            "decisions": {k: v for k, v in run.decisions.items() if not k.startswith("|")},
            "by": by,
        },
    )


def run_commit(*, run_id: int, by: User, progress: Progress) -> dict[str, Any]:
    """What the worker does; safe to run again at any moment, also beside itself."""
    run = ImportRun.objects.select_related("job", "uploaded_by").get(pk=run_id)
    done = set(run.entries.filter(applied=True).values_list("number", flat=True))
    plan = Plan(run, kind_of(run), files.rows(run), by=by, on=clock.today())
    count = len(done)
    progress(count, run.rows)
    for batch in plan.batches(skip=done.__contains__):
        _apply(run_id, plan, batch)
        count += len(batch)
        progress(min(count, run.rows - 1), run.rows)
    return _finish(run_id, by)


@transaction.atomic
def _apply(run_id: int, plan: Plan, batch: list[tuple[int, list[str]]]) -> None:
    """One chunk. The lock on the run keeps a second worker out; it sees below what the first has applied."""
    run = locked(run_id=run_id)
    if run.state != ImportState.RUNNING:
        raise Conflict(_("This import has ended already."))
    numbers = [number for number, _cells in batch]
    taken = set(run.entries.filter(number__in=numbers, applied=True).values_list("number", flat=True))
    entries = []
    for row in plan.read([row for row in batch if row[0] not in taken]):
        entry = ImportRow(run=run, number=row.number, raw=row.cells, content=row.content, applied=True)
        _write(entry, plan, plan.plan(row))
        entries.append(entry)
    plan.planner.finish()
    ImportRow.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["run", "number"], update_fields=list(_WRITTEN)
    )


def _write(entry: ImportRow, plan: Plan, planned: Planned) -> None:
    """Apply one row in a savepoint: what the services refuse becomes the row's problem, not the import's."""
    applied: Applied | None = None
    if planned.outcome in (Outcome.CREATE, Outcome.UPDATE):
        try:
            with transaction.atomic():
                applied = plan.planner.apply(planned)
        except (OperationalError, InterfaceError):
            raise
        except (ValidationError, Conflict, Forbidden, DatabaseError) as error:
            planned.outcome = Outcome.PROBLEM
            planned.problems = [*planned.problems, *refusals(error)]
    if applied:
        plan.planner.remember(planned, applied)
        entry.subject_type, entry.subject_id = applied.subject_type, applied.subject_id
        entry.before, entry.version_after = applied.before, applied.version
    else:
        entry.subject_id = planned.subject_id
    entry.label, entry.outcome, entry.problems = planned.label[:250], planned.outcome, stored(planned.problems)
    entry.proposed = list(planned.proposed)


@transaction.atomic
def _finish(run_id: int, by: User) -> dict[str, Any]:
    run = locked(run_id=run_id)
    counts = count(run)
    if run.state == ImportState.RUNNING:
        for name, value in counts.items():
            setattr(run, name, value)
        step = IMPORTS.step(run.state, ImportState.DONE)
        run.state, run.questions = ImportState.DONE, []
        run.save(update_fields=[*counts, "state", "questions"])
        record(verb=step.verb, subject=run, by=by, after=counts)
    return {"rows": run.rows, **counts}


def count(run: ImportRun) -> dict[str, int]:
    """From the rows themselves, so that no interruption makes the figures wrong."""
    wanted = {
        "created": Outcome.CREATE,
        "updated": Outcome.UPDATE,
        "same": Outcome.SAME,
        "skipped": Outcome.SKIP,
        "problems": Outcome.PROBLEM,
    }
    figures = {f"n_{name}": Count("pk", filter=Q(outcome=outcome)) for name, outcome in wanted.items()}
    rows = run.entries.filter(applied=True)
    found = rows.aggregate(**figures, n_listed=Count("pk", filter=~Q(problems=[])))
    return {name.removeprefix("n_"): number for name, number in found.items()}


@transaction.atomic
def give_up(*, run_id: int, reason: str) -> None:
    """The job failed or was stopped: what is in stays in, can be continued, and can be undone."""
    run = locked(run_id=run_id)
    if run.state != ImportState.RUNNING:
        return
    step = IMPORTS.step(run.state, ImportState.FAILED)
    counts = count(run)
    for name, value in counts.items():
        setattr(run, name, value)
    run.state = ImportState.FAILED
    run.failure = reason or _("Stopped before it was through. What is in stays in: continue, or undo it.")
    run.save(update_fields=["state", "failure", *counts])
    record(verb=step.verb, subject=run, by=None, after=counts)
