"""Which screenings wait for whom."""

from datetime import date
from typing import Any

from django.db.models import Q

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import Office

from ...criteria.routing import LADDER
from ...enums import StepState
from ...models import RouteStep


def waiting_steps(user: Any, *, on: date) -> list[RouteStep]:
    """Open steps in which this person, or whom they stand in for, has a voice; what is due first stands first.

    A committee's member sees a step until they voted; the regional director concerned, too.
    """
    held = [h for h in (*access(user, on=on).held, *access(user, on=on).deputised) if h.role in LADDER]
    if not held:
        return []
    rule = Q(pk__in=[])
    for each in held:
        rule |= Q(role=each.role, office=each.office_id)
        if each.role == Role.REGIONAL_DIRECTOR:
            below = Office.objects.filter(path__startswith=each.office_path)
            rule |= Q(role=Role.COMMITTEE, screening__office__in=below)
    rows = RouteStep.objects.filter(rule, state=StepState.OPEN).exclude(screening__requested_by=user)
    voted = {h.holder_id or user.pk for h in held}
    rows = rows.exclude(role=Role.COMMITTEE, votes__member__in=voted) if voted else rows
    related = ("screening__company", "screening__office", "screening__requested_by", "office")
    return list(rows.select_related(*related).order_by("due_on", "pk").distinct())


def committee_agenda() -> list[RouteStep]:
    """What waits for the committee, with its votes; what is due first stands first."""
    rows = RouteStep.objects.filter(role=Role.COMMITTEE, state=StepState.OPEN)
    related = ("screening__company", "screening__office__parent", "office", "authority")
    return list(rows.select_related(*related).prefetch_related("votes").order_by("due_on", "pk"))
