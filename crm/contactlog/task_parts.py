"""Follow-ups on the pages of the layers below: what waits for me, bin, history."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.core.extension_points import (
    BinnedItem,
    BinSource,
    HistorySubject,
    InboxItem,
    InboxSource,
    NavigationEntry,
    bin_sources,
    history_subjects,
    inbox_sources,
    navigation,
)

from . import policies, selectors
from .models import FollowUp
from .services import follow_ups

SOON = timedelta(days=7)


def _my_open_tasks(user: Any) -> QuerySet:
    return selectors.tasks_of(user).open()


def _tasks_waiting(user: Any, today: date) -> Iterable[InboxItem]:
    rows = _my_open_tasks(user).filter(due_on__lte=today + SOON).select_related("interaction__company")
    for task in rows[:50]:
        yield InboxItem(
            title=task.text,
            url=f"{reverse('contactlog:task_list')}#task-{task.pk}",
            kind=_("Task"),
            icon="list-checks",
            due_on=task.due_on,
            hint=task.interaction.company.legal_name,
        )


def _binned_tasks(user: Any) -> QuerySet:
    rows = FollowUp.objects.binned().filter(selectors.restorable_by(access(user), "interaction__", "created_by_id"))
    return rows.select_related("interaction__company", "binned_by").order_by("-binned_at")


def _present(row: Any, _user: Any) -> BinnedItem:
    company = row.interaction.company.legal_name
    return BinnedItem(row.pk, row.text, company, row.binned_at, row.binned_by, policies.may_restore_task(row))


def _find_task(user: Any, pk: int) -> FollowUp:
    return FollowUp.objects.visible_to(user).get(pk=pk)


navigation.add("tasks", NavigationEntry(_("Tasks"), "contactlog:task_list", "list-checks"), order=50)
inbox_sources.add("tasks", InboxSource(_("Tasks"), _tasks_waiting), order=40)
bin_sources.add(
    "tasks",
    BinSource(
        _("Tasks"),
        _binned_tasks,
        _present,
        lambda *, by, pk: follow_ups.restore_follow_up(by=by, follow_up_id=pk),
    ),
    order=50,
)
history_subjects.add(
    "contactlog.followup", HistorySubject(find=_find_task, hidden=lambda _user, _task: {"interaction"})
)
