"""Milestones of a partnership."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from ...models import Engagement, Milestone
from . import writing

EDITABLE = frozenset({"text", "due_on", "owner"})


@transaction.atomic
def plan_milestone(*, by: User, partnership_id: int, text: str, due_on: date, owner: User | None = None) -> Milestone:
    """Raises Forbidden, or ValidationError by field."""
    row = writing.held(by=by, engagement_id=partnership_id)
    milestone = Milestone(partnership=row, owner=owner)
    writing.assign(milestone, values={"text": text.strip(), "due_on": due_on})
    milestone.save()
    recorder.record(verb="milestone.planned", subject=row, by=by, after=_told(milestone))
    return milestone


@transaction.atomic
def edit_milestone(*, by: User, milestone_id: int, changes: Mapping[str, Any], version: int | None = None) -> Milestone:
    """Raises Stale, Forbidden, Conflict `done` for one that is reached, or ValidationError by field."""
    row, milestone = _locked(by, milestone_id)
    milestone.expect_version(version)
    if milestone.done_on:
        raise Conflict(_("This milestone was reached. Reopen it first."), "done")
    before = writing.assign(milestone, values={name: value for name, value in changes.items() if name in EDITABLE})
    if before:
        milestone.save_changes(*before)
        recorder.record(
            verb="milestone.changed", subject=row, by=by, before=writing.plain(before), after=_told(milestone)
        )
    return milestone


@transaction.atomic
def reach_milestone(
    *, by: User, milestone_id: int, done_on: date | None = None, version: int | None = None, on: date | None = None
) -> Milestone:
    """Raises Stale, Forbidden, or Conflict `done`."""
    row, milestone = _locked(by, milestone_id)
    milestone.expect_version(version)
    today = on or clock.today()
    if milestone.done_on:
        raise Conflict(_("This milestone was reached already."), "done")
    if done_on and done_on > today:
        raise writing.refuse("done_on", sentence=_("This day is still to come."), code="in_the_future")
    milestone.done_on = done_on or today
    milestone.save_changes("done_on")
    recorder.record(verb="milestone.reached", subject=row, by=by, after=_told(milestone))
    return milestone


@transaction.atomic
def reopen_milestone(*, by: User, milestone_id: int, version: int | None = None) -> Milestone:
    """Raises Stale, Forbidden, or Conflict where it is open."""
    row, milestone = _locked(by, milestone_id)
    milestone.expect_version(version)
    if milestone.done_on is None:
        raise Conflict(_("This milestone is open."))
    milestone.done_on = None
    milestone.save_changes("done_on")
    recorder.record(verb="milestone.reopened", subject=row, by=by, after=_told(milestone))
    return milestone


@transaction.atomic
def drop_milestone(*, by: User, milestone_id: int, version: int | None = None) -> None:
    """Raises Stale, Forbidden, or Conflict `done` for one that was reached."""
    row, milestone = _locked(by, milestone_id)
    milestone.expect_version(version)
    if milestone.done_on:
        raise Conflict(_("This milestone was reached and stays."), "done")
    recorder.record(verb="milestone.dropped", subject=row, by=by, before=_told(milestone))
    milestone.delete()


def _locked(by: User, milestone_id: int) -> tuple[Engagement, Milestone]:
    row = writing.held(
        by=by, engagement_id=Milestone.objects.values_list("partnership", flat=True).get(pk=milestone_id)
    )
    return row, Milestone.objects.select_for_update().get(pk=milestone_id)


def _told(milestone: Milestone) -> dict[str, Any]:
    told = {"milestone": milestone.text, "due_on": milestone.due_on.isoformat(), "owner": milestone.owner_id}
    return told | ({"done_on": milestone.done_on.isoformat()} if milestone.done_on else {})
