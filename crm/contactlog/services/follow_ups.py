"""Tasks that a contact left behind."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from .. import policies
from ..models import FollowUp, Interaction
from . import writing
from .data import FollowUpData
from .telling import tell_of_done, tell_of_tasks

EDITABLE = frozenset({"text", "due_on", "assignee_id"})


@transaction.atomic
def add_follow_up(*, by: User, interaction_id: int, data: FollowUpData) -> FollowUp:
    """Add a task to a contact that one may read. Raises Forbidden, Conflict, or ValidationError by field."""
    interaction = (
        Interaction.objects.kept()
        .select_for_update(of=("self",), no_key=True)
        .select_related("company", "office", "by")
        .get(pk=interaction_id)
    )
    held = access(by)
    colleagues = set(interaction.colleagues.values_list("pk", flat=True))
    policies.may_add_task(held, interaction, colleagues).require()
    (task,) = insert_tasks(interaction=interaction, wanted=[data], by=by)
    recorder.record(verb="task.added", subject=task, by=by, after=_told(task))
    tell_of_tasks(tasks=[task], company=interaction.company.legal_name, by=by)
    return task


def insert_tasks(*, interaction: Interaction, wanted: Sequence[FollowUpData], by: User) -> list[FollowUp]:
    """Write the tasks of a contact in one statement, as a part of somebody's deed."""
    if not wanted:
        return []
    people = writing.colleagues_for({w.assignee_id for w in wanted if w.assignee_id} - {by.pk}, field="assignee")
    named = {person.pk: person for person in people} | {by.pk: by}
    return FollowUp.objects.bulk_create(
        FollowUp(
            interaction=interaction,
            text=_text(entry.text),
            due_on=entry.due_on,
            assignee=named[entry.assignee_id or by.pk],
            created_by=by,
        )
        for entry in wanted
    )


def _text(text: str) -> str:
    plain = text.strip()
    if not plain or len(plain) > 300:
        raise ValidationError(
            {"text": ValidationError(_("Say in up to 300 characters what is to be done."), code="invalid")}
        )
    return plain


@transaction.atomic
def edit_follow_up(*, by: User, follow_up_id: int, changes: dict[str, Any], version: int | None = None) -> FollowUp:
    """Change what is to be done, until when and by whom; a new assignee is told."""
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"no such field of a task: {', '.join(sorted(unknown))}")
    task = _locked(follow_up_id)
    policies.may_change_task(access(by), task).require()
    task.expect_version(version)
    changes = dict(changes)
    if "text" in changes:
        changes["text"] = _text(changes["text"])
    was = {name: getattr(task, name) for name in changes}
    differing = [name for name in changes if was[name] != changes[name]]
    if not differing:
        return task
    if "assignee_id" in differing:
        (task.assignee,) = writing.colleagues_for([changes["assignee_id"]], field="assignee")
    for name in differing:
        setattr(task, name, changes[name])
    task.save_changes(*(name.removesuffix("_id") for name in differing))
    recorder.record(
        verb="task.changed",
        subject=task,
        by=by,
        before={name: was[name] for name in differing if name != "text"},
        after={name: changes[name] for name in differing if name != "text"},
    )
    if "assignee_id" in differing:
        tell_of_tasks(tasks=[task], company=task.interaction.company.legal_name, by=by)
    return task


@transaction.atomic
def finish_follow_up(
    *, by: User, follow_up_id: int, version: int | None = None, at: datetime | None = None
) -> FollowUp:
    """The task is done. Raises Stale, Forbidden or Conflict."""
    task = _locked(follow_up_id)
    policies.may_finish(access(by), task).require()
    task.expect_version(version)
    task.done_at, task.done_by = at or clock.now(), by
    _settle(task, "task.done", by=by)
    tell_of_done(task=task, company=task.interaction.company.legal_name, by=by)
    return task


@transaction.atomic
def reopen_follow_up(*, by: User, follow_up_id: int, version: int | None = None) -> FollowUp:
    """Undo "done". Raises Stale, Forbidden or Conflict."""
    task = _locked(follow_up_id)
    policies.may_reopen(access(by), task).require()
    task.expect_version(version)
    task.done_at, task.done_by = None, None
    return _settle(task, "task.reopened", by=by)


def _settle(task: FollowUp, verb: str, *, by: User) -> FollowUp:
    task.save_changes("done_at", "done_by")
    recorder.record(verb=verb, subject=task, by=by, after={"done": task.done_at is not None})
    return task


@transaction.atomic
def bin_follow_up(*, by: User, follow_up_id: int, version: int | None = None) -> FollowUp:
    task = _locked(follow_up_id)
    policies.may_change_task(access(by), task).require()
    task.expect_version(version)
    policies.may_bin(task).require()
    return _set_binned(task, by=by, at=clock.now())


@transaction.atomic
def restore_follow_up(*, by: User, follow_up_id: int) -> FollowUp:
    task = _locked(follow_up_id)
    policies.may_change_task(access(by), task).require()
    policies.may_restore_task(task).require()
    return _set_binned(task, by=by, at=None)


def _set_binned(task: FollowUp, *, by: User, at: datetime | None) -> FollowUp:
    task.binned_at, task.binned_by = at, by if at else None
    task.save_changes("binned_at", "binned_by")
    recorder.record(verb="task.binned" if at else "task.restored", subject=task, by=by, after=_told(task))
    return task


def _locked(follow_up_id: int) -> FollowUp:
    return (
        FollowUp.objects.select_for_update(of=("self",), no_key=True)
        .select_related("interaction__company", "interaction__office", "assignee", "created_by")
        .get(pk=follow_up_id)
    )


def _told(task: FollowUp) -> dict[str, Any]:
    due: date = task.due_on
    return {"interaction": task.interaction_id, "assignee": task.assignee_id, "due_on": due}
