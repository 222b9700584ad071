"""Appeals with what they brought, the gifts of one, and the causes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..models import Appeal, Cause, Donation

# A page shows so many lines; the list has them all.
SHOWN = 20


@dataclass(frozen=True)
class Gifts:
    """Gifts of an appeal: rows that this person may see, and how many there are in all."""

    rows: Sequence[Donation]
    seen: int
    count: int


def shown_appeals(user: Any) -> QuerySet[Appeal]:
    rows: QuerySet[Appeal] = Appeal.objects.visible_to(user).with_yield().select_related("office__parent")
    return rows


def gifts_of(appeal: Appeal, user: Any) -> Gifts:
    """The latest ones, whatever became of them; the totals stand on the appeal itself."""
    rows = Donation.objects.filter(appeal=appeal)
    visible = rows.visible_to(user)
    listed = list(visible.select_related("office")[:SHOWN])
    return Gifts(listed, len(listed) if len(listed) < SHOWN else visible.count(), rows.count())


def causes_in_use() -> QuerySet[Cause]:
    return Cause.objects.filter(retired=False)
