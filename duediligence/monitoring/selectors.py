"""What is watched: reviews and conditions that are due, concerns that may be read."""

from typing import Any

from crm.accounts.access import access
from crm.accounts.enums import Role

from ..enums import ConditionState
from ..models import Concern, Condition, Review


def reviews_of(user: Any) -> Any:
    """Open reviews of the person's offices; the partnerships team's are all."""
    rows = (
        Review.objects.visible_to(user)
        .filter(done_at=None)
        .select_related("clearance__company", "office")
        .order_by("due_on", "pk")
    )
    held = access(user)
    return rows if held.has(Role.PARTNERSHIPS) else rows.filter(office__in=held.offices())


def conditions_of(user: Any) -> Any:
    rows = (
        Condition.objects.visible_to(user)
        .filter(owner=user, state=ConditionState.OPEN)
        .select_related("screening__company")
    )
    return rows.order_by("due_on", "pk")


def concerns_for(user: Any) -> Any:
    """The partnerships team and auditors read all, everybody else what they reported."""
    rows = Concern.objects.select_related("company", "reported_by", "handled_by")
    if access(user).has(Role.PARTNERSHIPS, Role.AUDITOR):
        return rows
    return rows.visible_to(user)
