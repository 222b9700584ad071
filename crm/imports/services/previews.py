"""The preview: every row planned by the code that will write it, nothing written but the plan."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from crm.accounts.models import User
from crm.audit.recorder import record
from crm.core import clock
from crm.jobs.registries import Progress
from crm.jobs.services import jobs

from .. import mapping as maps
from .. import policies
from ..enums import ImportState, Outcome
from ..models import ImportRow, ImportRun
from ..registries import FileRow, Planned
from . import files
from .planning import Plan, question, stored
from .uploads import kind_of, locked

# Up to here the person waits a moment for the answer; beyond, it is background work.
AT_ONCE = 5_000
QUESTIONS = 300
PREVIEW_JOB = "import_preview"


@transaction.atomic
def preview(
    *, run: ImportRun, by: User, mapping: dict[str, Any] | None = None, decisions: dict[str, str] | None = None
) -> ImportRun:
    """Plan all rows with this mapping and these decisions. Raises Forbidden, Conflict, ValidationError."""
    run = locked(run_id=run.pk)
    policies.may_map(by, run).require()
    wanted = maps.Mapping.of(run.mapping if mapping is None else mapping)
    maps.check(wanted, kind_of(run), tuple(run.reading["headings"]))
    before = {"mapping": run.mapping, "state": run.state}
    if mapping is not None and wanted.stored() != run.mapping:
        run.questions = []
    run.mapping = wanted.stored()
    run.decisions = {k: str(v) for k, v in {**run.decisions, **(decisions or {})}.items() if v is not None}
    run.state = ImportState.MAPPING
    if run.rows > AT_ONCE:
        run.job = jobs.start(
            kind=PREVIEW_JOB,
            arguments={"run": run.pk, "by": by.pk},
            by=by,
            path=reverse("imports:detail", args=[run.pk]),
        )
        run.save(update_fields=["mapping", "decisions", "questions", "state", "job"])
    else:
        run.save(update_fields=["mapping", "decisions", "questions", "state"])
        _plan(run, by)
    record(verb="import.previewed", subject=run, by=by, before=before, after={"mapping": run.mapping})
    return run


def preview_in_background(*, run_id: int, by: User, progress: Progress) -> dict[str, int]:
    """The same for a long file; run again after a kill, it starts anew, since nothing was written."""
    with transaction.atomic():
        run = locked(run_id=run_id)
        _plan(run, by, progress)
    return {"rows": run.rows}


def _plan(run: ImportRun, by: User, progress: Progress = lambda _done, _total: None) -> None:
    plan = Plan(run, kind_of(run), files.rows(run), by=by, on=clock.today())
    run.entries.all().delete()
    tally = Tally()
    done = 0
    for batch in plan.batches():
        rows = []
        for row in plan.read(batch):
            planned = plan.plan(row)
            if planned.outcome in (Outcome.CREATE, Outcome.UPDATE):
                plan.planner.remember(planned, None)
            tally.add(planned)
            rows.append(_row(run, row, planned))
        ImportRow.objects.bulk_create(rows)
        done += len(batch)
        progress(done, run.rows)
    for name, value in tally.counts().items():
        setattr(run, name, value)
    run.questions = tally.asked(run.decisions)
    run.state = ImportState.PREVIEWED
    run.save(update_fields=[*tally.counts(), "questions", "state"])


def _row(run: ImportRun, row: FileRow, planned: Planned) -> ImportRow:
    return ImportRow(
        run=run,
        number=row.number,
        raw=row.cells,
        content=row.content,
        proposed=list(planned.proposed),
        label=planned.label[:250],
        outcome=planned.outcome,
        problems=stored(planned.problems),
        subject_id=planned.subject_id,
    )


class Tally:
    """Counts by outcome, and each question once with the number of rows that it is about."""

    def __init__(self) -> None:
        self.outcomes = dict.fromkeys(Outcome, 0)
        self.listed = 0
        self.questions: dict[str, dict[str, Any]] = {}

    def add(self, planned: Planned) -> None:
        self.outcomes[planned.outcome] += 1
        self.listed += bool(planned.problems)
        for problem in planned.problems:
            if problem.options or problem.any_value:
                self.questions.setdefault(problem.key, question(problem))["rows"] += 1

    def counts(self) -> dict[str, int]:
        return {
            "created": self.outcomes[Outcome.CREATE],
            "updated": self.outcomes[Outcome.UPDATE],
            "same": self.outcomes[Outcome.SAME],
            "skipped": self.outcomes[Outcome.SKIP],
            "problems": self.outcomes[Outcome.PROBLEM],
            "listed": self.listed,
        }

    def asked(self, decisions: dict[str, str]) -> list[dict[str, Any]]:
        """What stops rows first, then by the number of rows."""
        open_ones = sorted(self.questions.values(), key=lambda q: (not q["blocking"], -q["rows"], q["key"]))
        return open_ones[:QUESTIONS]
