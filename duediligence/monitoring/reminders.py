"""Who is reminded of what while something is decided or runs (domain.md section 8)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.models import RoleAssignment, User
from crm.companies.models import Company
from crm.contactlog.selectors import people_of
from crm.core import clock
from crm.notifications.registries import DueReminder, ReminderRule, reminder_rules

from ..criteria.routing import able_voices
from ..enums import ConditionState, StepState
from ..models import Clearance, Condition, Review, RouteStep

EXPIRES = (0, 7, 30, 60, 90)
CONDITION = (0, 3, 14)
REVIEW = (0, 14)
# Two working days before a decision is due, on the day, then every third day.
DECISION_BEFORE, DECISION_AGAIN = 2, 3
WEEK = 7


def decisions_due(now: datetime) -> Iterator[DueReminder]:
    """Those who may decide, and their deputies; the hand-over itself is told when it happens."""
    today = now.date()
    rows = RouteStep.objects.filter(state=StepState.OPEN).select_related(
        "screening__company", "screening__office__parent", "office"
    )
    for step in rows:
        occasion = decision_occasion(step.due_on, today)
        if occasion:
            office = step.screening.office
            people = [each.user for each in able_voices(step.role, step.office, office, today, ())]
            path = reverse("duediligence:decision", args=[step.screening_id])
            yield from _each(
                step,
                people,
                occasion=occasion,
                path=path,
                company=step.screening.company,
                due_on=step.due_on,
            )


def decision_occasion(due_on: date | None, today: date) -> str:
    """Empty where nothing is to be said; a missed run is made up by the latest occasion only."""
    if due_on is None or clock.add_working_days(today, DECISION_BEFORE) < due_on:
        return ""
    if today < due_on:
        return "before"
    return f"late {(today - due_on).days // DECISION_AGAIN * DECISION_AGAIN}"


def clearances_expiring(now: datetime) -> Iterator[DueReminder]:
    """The office that asked and the partnerships team: 90, 60, 30, 7 days before, and on the day."""
    today = now.date()
    rows = Clearance.objects.filter(
        revoked_at=None, valid_until__range=(today - timedelta(days=WEEK), today + timedelta(days=max(EXPIRES)))
    )
    desk = _desk(today)
    for row in rows.select_related("company", "screening"):
        reached = _reached(row.valid_until, today, EXPIRES)
        people = [*people_of([row.screening.office_id], on=today), *desk]
        path = reverse("duediligence:clearance", args=[row.pk])
        yield from _each(
            row, people, occasion=f"{reached} days", path=path, company=row.company, due_on=row.valid_until
        )


def conditions_due(now: datetime) -> Iterator[DueReminder]:
    """The owner: 14 and 3 days before, on the day, weekly after."""
    today = now.date()
    last = today + timedelta(days=max(CONDITION))
    rows = Condition.objects.filter(state=ConditionState.OPEN, due_on__lte=last, owner__is_active=True)
    for row in rows.select_related("screening__company", "owner"):
        path = reverse("duediligence:condition", args=[row.pk])
        occasion = _occasion(row.due_on, today, CONDITION)
        yield from _each(
            row, [row.owner], occasion=occasion, path=path, company=row.screening.company, due_on=row.due_on
        )


def reviews_due(now: datetime) -> Iterator[DueReminder]:
    """The lead office: 14 days before, on the day, weekly after."""
    today = now.date()
    rows = Review.objects.filter(done_at=None, due_on__lte=today + timedelta(days=max(REVIEW)))
    for row in rows.select_related("clearance__company", "office"):
        people = people_of([row.office_id], on=today)
        path = reverse("duediligence:review", args=[row.pk])
        occasion = _occasion(row.due_on, today, REVIEW)
        yield from _each(row, people, occasion=occasion, path=path, company=row.clearance.company, due_on=row.due_on)


def _each(
    row: Any, people: Iterable[User], *, occasion: str, path: str, company: Company, due_on: date | None
) -> Iterator[DueReminder]:
    for pk in {person.pk for person in people if person.is_active}:
        yield DueReminder(
            subject_type=row._meta.label_lower,
            subject_id=str(row.pk),
            occasion=occasion,
            recipient_id=pk,
            values={"company": company.legal_name, "due_on": due_on.isoformat() if due_on else ""},
            path=path,
        )


def _reached(day: date, today: date, steps: Iterable[int]) -> int:
    """The last of the steps that has been reached."""
    left = (day - today).days
    return min((step for step in steps if left <= step), default=max(steps))


def _occasion(day: date, today: date, steps: Iterable[int]) -> str:
    """Before the day by its steps, after it week by week; a date that is put off comes due again."""
    late = (today - day).days
    said = f"{_reached(day, today, steps)} days" if late < WEEK else f"week {late // WEEK}"
    return f"{said} {day:%Y-%m-%d}"


def _desk(today: date) -> list[User]:
    rows = RoleAssignment.objects.current(on=today).filter(role=Role.PARTNERSHIPS).select_related("user")
    return [row.user for row in rows]


reminder_rules.add("decision_due", ReminderRule(_("Decision due"), "decision_due", decisions_due))
reminder_rules.add(
    "clearance_expiring", ReminderRule(_("Clearance expiring"), "clearance_expiring", clearances_expiring)
)
reminder_rules.add("condition_due", ReminderRule(_("Condition due"), "condition_due", conditions_due))
reminder_rules.add("review_due", ReminderRule(_("Monitoring review due"), "review_due", reviews_due))
