"""What this app adds to the pages of the layers below and to the hosts of core."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.accounts.models import User
from crm.core.extension_points import Command, NavigationEntry, commands, navigation
from crm.jobs.registries import JobKind, Progress, job_kinds

from .policies import may_import_anything
from .services import commits, previews, undoing


def _by(job: Any) -> User:
    return User.objects.select_related("office").get(pk=job.arguments["by"])


def _preview(job: Any, progress: Progress) -> dict[str, Any]:
    return previews.preview_in_background(run_id=job.arguments["run"], by=_by(job), progress=progress)


def _commit(job: Any, progress: Progress) -> dict[str, Any]:
    return commits.run_commit(run_id=job.arguments["run"], by=_by(job), progress=progress)


def _undo(job: Any, progress: Progress) -> dict[str, Any]:
    return undoing.run_undo(run_id=job.arguments["run"], by=_by(job), progress=progress)


def _commit_gave_up(job: Any) -> None:
    commits.give_up(run_id=job.arguments["run"], reason=job.problem)


job_kinds.add(previews.PREVIEW_JOB, JobKind(_("Preview of an import"), _preview, "upload", cancellable=True))
job_kinds.add(commits.COMMIT_JOB, JobKind(_("Import"), _commit, "upload", cancellable=True, gave_up=_commit_gave_up))
job_kinds.add(undoing.UNDO_JOB, JobKind(_("Undo of an import"), _undo, "undo-2"))

navigation.add(
    "imports", NavigationEntry(_("Imports"), "imports:list", "upload", shown_to=may_import_anything), order=700
)
commands.add(
    "import",
    Command(
        _("Import a file"),
        "imports:create",
        "upload",
        (_("upload"), _("spreadsheet"), "csv", "xlsx"),
        may_import_anything,
    ),
)
