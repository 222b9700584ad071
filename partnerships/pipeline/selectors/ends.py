"""What ends when: agreements, partnerships without one, milestones; for the calendar of a month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from ...enums import RenewalMode, Stage
from ...models import Agreement, Milestone

MOST = 500


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """`kind` is one of agreement, partnership, milestone; `renewal` how an agreement goes on."""

    on: date
    kind: str
    partnership_id: int
    title: str
    text: str = ""
    renewal: RenewalMode | None = None


def entries(rows: Any, *, first: date, last: date) -> list[CalendarEntry]:
    """Of these partnerships, between two days; three queries."""
    found = [*_agreements(rows, first, last), *_ends(rows, first, last), *_milestones(rows, first, last)]
    return sorted(found, key=lambda each: (each.on, each.title))[:MOST]


def overdue(rows: Any, *, on: date) -> list[CalendarEntry]:
    """Agreements that ended while their partnership runs on."""
    return list(_agreements(rows, date.min, on - timedelta(days=1)))


def _agreements(rows: Any, first: date, last: date) -> Iterator[CalendarEntry]:
    found = Agreement.objects.filter(engagement__in=rows.filter(stage=Stage.ACTIVE), ends_on__range=(first, last))
    for row in found.select_related("engagement").order_by("ends_on", "pk")[:MOST]:
        renewal, ends_on = RenewalMode(row.renewal), row.ends_on or first
        yield CalendarEntry(ends_on, "agreement", row.engagement_id, row.engagement.title, renewal=renewal)


def _ends(rows: Any, first: date, last: date) -> Iterator[CalendarEntry]:
    """Of partnerships that run, where the agreement says no other day."""
    running = rows.filter(stage=Stage.ACTIVE, ends_on__range=(first, last)).filter(
        Q(agreement=None) | Q(agreement__ends_on=None)
    )
    for pk, title, day in running.order_by("ends_on", "pk").values_list("pk", "title", "ends_on")[:MOST]:
        yield CalendarEntry(day, "partnership", pk, title)


def _milestones(rows: Any, first: date, last: date) -> Iterator[CalendarEntry]:
    found = Milestone.objects.filter(
        partnership__in=rows.filter(stage=Stage.ACTIVE), done_on=None, due_on__range=(first, last)
    )
    for row in found.select_related("partnership").order_by("due_on", "pk")[:MOST]:
        yield CalendarEntry(row.due_on, "milestone", row.partnership_id, row.partnership.title, text=row.text)
