"""Who may import, and when; each kind adds its own rule about the person."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .enums import ImportState
from .models import ImportRun
from .registries import import_kinds
from .transitions import GONE, IMPORTS


def may_import(user: User, kind: str) -> Verdict:
    found = import_kinds.get(kind)
    return found.may_import(user) if found else wrong_moment(_("Files of this kind are not imported here."), "kind")


def may_import_anything(user: User) -> bool:
    return bool(may_upload(user))


def may_upload(user: User) -> Verdict:
    """Whether there is any kind of file that this person imports; else why not."""
    verdicts = [kind.may_import(user) for kind in import_kinds]
    return ALLOWED if any(verdicts) else first_refusal(*verdicts)


def may_handle(user: User, run: ImportRun) -> Verdict:
    """Whoever uploaded it, the partnerships team and administrators (the latter see it and undo it)."""
    if run.uploaded_by_id == user.pk or access(user).has(Role.PARTNERSHIPS, Role.ADMINISTRATOR):
        return ALLOWED
    return wrong_person(
        _("Only the person who uploaded this file, the partnerships team and administrators can do this.")
    )


def may_map(user: User, run: ImportRun) -> Verdict:
    return first_refusal(may_handle(user, run), may_import(user, run.kind), _idle(run), _before_the_run(run))


def may_commit(user: User, run: ImportRun) -> Verdict:
    return first_refusal(
        may_handle(user, run),
        may_import(user, run.kind),
        _idle(run),
        IMPORTS.may_move(run.state, ImportState.RUNNING),
    )


def may_undo(user: User, run: ImportRun) -> Verdict:
    return first_refusal(
        may_handle(user, run), _changes_records(user), _idle(run), IMPORTS.may_move(run.state, ImportState.UNDONE)
    )


def may_discard(user: User, run: ImportRun) -> Verdict:
    """A file that was not imported goes without a trace in the register; one that was is undone."""
    return first_refusal(may_handle(user, run), _changes_records(user), may_go(run))


def may_go(run: ImportRun) -> Verdict:
    """Whether it is a mere file still, whoever asks; the clock asks, too."""
    return first_refusal(_idle(run), _not_imported(run))


def _not_imported(run: ImportRun) -> Verdict:
    if IMPORTS.may_move(run.state, GONE):
        return ALLOWED
    return wrong_moment(_("This file has been imported, so that it is kept. Undo the import to take its rows back."))


def _changes_records(user: User) -> Verdict:
    """Somebody who uploaded a file and became an auditor since reads it, and leaves it as it is."""
    if access(user).is_auditor_only:
        return wrong_person(_("Auditors read everything and change nothing."), "auditor")
    return ALLOWED


def _idle(run: ImportRun) -> Verdict:
    if run.job and run.job.is_open:
        return wrong_moment(_("Concord is still at work on this file. Wait until it is done."), "busy")
    return ALLOWED


def _before_the_run(run: ImportRun) -> Verdict:
    if run.state in (ImportState.MAPPING, ImportState.PREVIEWED):
        return ALLOWED
    return wrong_moment(_("This file has been imported; its columns can no longer be changed."))
