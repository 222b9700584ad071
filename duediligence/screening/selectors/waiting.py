"""Which screenings wait for whom."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from crm.accounts.access import access
from crm.accounts.enums import STANDING_SEATS, Role
from crm.accounts.models import Office
from crm.accounts.selectors import Held

from ...criteria.routing import LADDER
from ...enums import StepState
from ...models import RouteStep
from ..ballot import chairs
from .routes import ballot_of


def waiting_steps(user: Any, *, on: date) -> list[RouteStep]:
    """Open steps in which this person, or whom they stand in for, has a voice; what is due first stands first.

    Whoever votes sees a committee's step until each of their voices is cast; the regional director concerned, too. It
    comes back to the chair as soon as the ballot can be closed.
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
    related = ("screening__company", "screening__office", "screening__requested_by", "office", "authority")
    found = rows.select_related(*related).prefetch_related("votes").order_by("due_on", "pk").distinct()
    return [step for step in found if step.role != Role.COMMITTEE or _waits_for(user, step, held, on)]


def _waits_for(user: Any, step: RouteStep, held: Iterable[Held], on: date) -> bool:
    votes = list(step.votes.all())
    if {h.holder_id or user.pk for h in held if _has_a_vote(h, step)} - {vote.member_id for vote in votes}:
        return True
    # The ballot itself is asked only where it could be closed at all, and by this person.
    present = sum(vote.seat in STANDING_SEATS and not vote.interest for vote in votes)
    if present < step.authority.quorum or not any(h.seat in STANDING_SEATS for h in held):
        return False
    return chairs(ballot_of(step, on=on), user)


def _has_a_vote(held: Held, step: RouteStep) -> bool:
    if held.role == Role.COMMITTEE:
        return held.office_id == step.office_id
    return held.role == Role.REGIONAL_DIRECTOR and step.screening.office.path.startswith(held.office_path)


def committee_agenda() -> list[RouteStep]:
    """What waits for the committee, with its votes; what is due first stands first."""
    rows = RouteStep.objects.filter(role=Role.COMMITTEE, state=StepState.OPEN)
    related = ("screening__company", "screening__office__parent", "office", "authority")
    return list(rows.select_related(*related).prefetch_related("votes").order_by("due_on", "pk"))
