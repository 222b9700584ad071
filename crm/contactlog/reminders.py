"""Who is reminded of what in the contact log, and when (domain.md section 8)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from crm.notifications.registries import DueReminder, ReminderRule, reminder_rules

from .models import CoordinationRequest, FollowUp
from .selectors import people_of

COORDINATION_DAYS = (3, 7, 10)
TASK_LATE_AFTER = timedelta(days=3)


def coordination_waiting(now: datetime) -> Iterator[DueReminder]:
    """The asked office, 3, 7 and 10 working days after the request; a missed run is made up by the latest only."""
    today = now.date()
    rows = CoordinationRequest.objects.open().filter(company__binned_at=None)
    rows = rows.select_related("company", "from_office", "to_office")
    for request in rows.filter(created_at__date__lte=today - timedelta(days=min(COORDINATION_DAYS))):
        reached = _reached(request.created_at.date(), today)
        if reached is None:
            continue
        for person in people_of([request.to_office_id], on=today):
            yield DueReminder(
                subject_type=request._meta.label_lower,
                subject_id=str(request.pk),
                occasion=f"{reached} working days",
                recipient_id=person.pk,
                values={
                    "company": request.company.legal_name,
                    "from_office": request.from_office.name,
                    "to_office": request.to_office.name,
                    "topic": request.topic,
                    "due_on": request.due_on.isoformat(),
                },
                path=reverse("contactlog:coordination_detail", args=[request.pk]),
            )


def _reached(sent_on: date, today: date) -> int | None:
    return max((n for n in COORDINATION_DAYS if clock.add_working_days(sent_on, n) <= today), default=None)


def tasks_due(now: datetime) -> Iterator[DueReminder]:
    """The assignee on the day."""
    return _tasks(now.date() - TASK_LATE_AFTER + timedelta(days=1), now.date(), "due")


def tasks_late(now: datetime) -> Iterator[DueReminder]:
    """The assignee three days after."""
    return _tasks(date.min, now.date() - TASK_LATE_AFTER, "late")


def _tasks(first: date, last: date, occasion: str) -> Iterator[DueReminder]:
    rows = FollowUp.objects.kept().open().filter(due_on__range=(first, last), assignee__is_active=True)
    rows = rows.filter(interaction__binned_at=None, interaction__company__binned_at=None)
    for task in rows.select_related("interaction__company").iterator():
        yield DueReminder(
            subject_type=task._meta.label_lower,
            subject_id=str(task.pk),
            # A task that is put off comes due again.
            occasion=f"{occasion} {task.due_on:%Y-%m-%d}",
            recipient_id=task.assignee_id,
            values={
                "company": task.interaction.company.legal_name,
                "text": task.text,
                "due_on": task.due_on.isoformat(),
            },
            path=reverse("contactlog:task_list"),
        )


reminder_rules.add(
    "coordination_waiting", ReminderRule(_("Coordination request open"), "coordination_waiting", coordination_waiting)
)
reminder_rules.add("task_due", ReminderRule(_("Task due"), "task_due", tasks_due))
reminder_rules.add("task_late", ReminderRule(_("Task overdue"), "task_late", tasks_late))
