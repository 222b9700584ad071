"""Freezing the route of a screening, and opening its steps one after the other."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from crm.accounts.models import User
from crm.accounts.selectors import Decider
from crm.core import clock

from ...criteria.routing import PlannedStep, able_voices, due_after, plan_route
from ...criteria.selectors import authority
from ...enums import OPEN_STEPS, ScreeningState, StepState
from ...models import AuthorityVersion, RouteStep, Screening
from ..rights import party_ids
from .moves import move
from .telling import tell


def open_route(*, screening: Screening, rating: str, by: User, at: datetime) -> list[RouteStep]:
    """On a locked screening whose rating and submission the caller has set (not saved): route, first step, move."""
    steps = lay_route(screening=screening, rating=rating, at=at)
    screening.authority = steps[0].authority
    move(
        screening,
        target=ScreeningState.AWAITING_DECISION,
        by=by,
        at=at,
        due_on=steps[0].due_on,
        fields=("authority", "proposed_rating", "rating", "rating_reason", "submitted_by", "submitted_at"),
    )
    tell_deciders(steps[0], by=by)
    return steps


def lay_route(*, screening: Screening, rating: str, at: datetime) -> list[RouteStep]:
    """The rows of a new round, its first step open. Those who are party to the screening take no part."""
    version = authority(at.date())
    planned = plan_route(
        rating=rating, office=screening.office, authority=version, on=at.date(), barred=party_ids(screening)
    )
    last = screening.route.aggregate(last=Max("round"))["last"] or 0
    steps = RouteStep.objects.bulk_create(_row(screening, rating, version, last + 1, each) for each in planned)
    open_step(steps[0], working_days=planned[0].working_days, at=at)
    return steps


def _row(screening: Screening, rating: str, version: AuthorityVersion, number: int, step: PlannedStep) -> RouteStep:
    return RouteStep(
        screening=screening,
        round=number,
        order=step.order,
        rating=rating,
        role=step.role,
        office=step.office,
        decides=step.decides,
        authority=version,
        rule=step.rule,
    )


def open_step(step: RouteStep, *, working_days: int, at: datetime) -> None:
    step.state, step.opened_at, step.due_on = StepState.OPEN, at, due_after(at, working_days)
    step.save(update_fields=["state", "opened_at", "due_on"])


def close_route(screening: Screening) -> None:
    """What is still open or waits is replaced; what was decided stays on the record."""
    screening.route.filter(state__in=OPEN_STEPS).update(state=StepState.SUPERSEDED)


def deciders_of(step: RouteStep, *, at: datetime) -> list[Decider]:
    """For the committee with the regional director whom it invites."""
    screening = step.screening
    return able_voices(step.role, step.office, screening.office, at.date(), party_ids(screening))


def tell_deciders(step: RouteStep, *, by: User) -> None:
    """Hand-over (domain.md section 8): whoever may decide now, and their deputies."""
    opened = step.opened_at or clock.now()
    people: Iterable[User] = (each.user for each in deciders_of(step, at=opened))
    tell(
        "screening_submitted",
        screening=step.screening,
        people=people,
        by=by,
        due_on=step.due_on,
        page="duediligence:decision",
    )
