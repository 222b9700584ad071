"""What the decision on a screening stands at: its step, who may act in it, its ballot."""

from datetime import date

from crm.accounts.enums import Role
from crm.accounts.models import Office
from crm.accounts.selectors import Decider, deciders

from ...criteria.routing import seat_of
from ...enums import StepState
from ...models import RouteStep, Screening
from ..ballot import Ballot, Elector, in_order
from ..rights import party_ids


def current_step(screening: Screening) -> RouteStep | None:
    """The step that waits, else the one that was decided last; None before the first submission."""
    steps = list(screening.route.select_related("office", "authority", "decided_by", "on_behalf_of"))
    for step in steps:
        step.screening = screening
        if step.state == StepState.OPEN:
            return step
    done = [step for step in steps if step.state == StepState.DONE]
    return max(done, key=lambda step: (step.round, step.order), default=None)


def standing(screening: Screening, *, on: date) -> tuple[RouteStep | None, Ballot | None]:
    """The step it stands at, and its ballot where that is the committee's."""
    step = current_step(screening)
    return step, ballot_of(step, on=on) if step and step.role == Role.COMMITTEE else None


def committees_vote(screening: Screening, *, on: date) -> tuple[RouteStep, Ballot] | None:
    """The committee's step of this round and its ballot, also where it is closed and the Director General is asked."""
    step = current_step(screening)
    if step is None:
        return None
    if step.role != Role.COMMITTEE:
        before = screening.route.filter(role=Role.COMMITTEE, round=step.round, state=StepState.DONE)
        step = before.select_related("office", "authority").last()
        if step is None:
            return None
        step.screening = screening
    return step, ballot_of(step, on=on)


def ballot_of(step: RouteStep, *, on: date) -> Ballot:
    """The committee's vote on a step, as it stands; four queries."""
    screening = step.screening
    return Ballot(
        electors=electors(screening, committee=step.office, on=on),
        votes=tuple(step.votes.select_related("member", "cast_by")),
        quorum=step.authority.quorum,
        tie_rejects=step.authority.tie_rejects,
    )


def electors(screening: Screening, *, committee: Office, on: date) -> tuple[Elector, ...]:
    """The members in office and the regional director concerned, without those who are party to the screening."""
    barred = party_ids(screening)
    found = _by_member(deciders(role=Role.COMMITTEE, office=committee, on=on), barred)
    region = seat_of(Role.REGIONAL_DIRECTOR, screening.office)
    if region:
        found |= _by_member(deciders(role=Role.REGIONAL_DIRECTOR, office=region, on=on), barred)
    return in_order(found.values())


def _by_member(people: list[Decider], barred: frozenset[int]) -> dict[int, Elector]:
    holders = [each for each in people if each.on_behalf_of is None and each.user.pk not in barred]
    return {
        each.user.pk: Elector(
            each.user,
            each.role,
            each.seat,
            tuple(
                other.user
                for other in people
                if other.on_behalf_of is not None
                and other.on_behalf_of.pk == each.user.pk
                and other.seat == each.seat
                and other.user.pk not in barred
            ),
        )
        for each in holders
    }
