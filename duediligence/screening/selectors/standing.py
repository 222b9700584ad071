"""Where a screening is now: who holds it, since when, until when (domain.md section 1, P4 and P5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...criteria.routing import able_voices
from ...enums import APPROVED_STATES, DESK_STATES, ScreeningState
from ...models import RouteStep, Screening, ScreeningMove
from ..rights import party_ids

REQUEST, RESEARCH, RATING, DECISION, CLEARANCE = range(5)
_LABELS = [_("Request"), _("Research"), _("Rating"), pgettext_lazy("stage", "Decision"), _("Clearance")]


@dataclass(frozen=True, slots=True)
class Stage:
    label: Any
    done: bool
    current: bool


@dataclass(frozen=True)
class Standing:
    """`holder` in words: a role with its office, a team; `people` are those who can act."""

    stages: list[Stage]
    holder: Any
    people: list[str]
    since: datetime
    due_on: date | None


def standing(screening: Screening, step: RouteStep | None, *, on: date) -> Standing:
    holder, people = _holder(screening, step, on)
    at, ended = _stage(screening)
    stages = [
        Stage(label, number < at or (ended and number == at), number == at and not ended)
        for number, label in enumerate(_LABELS)
    ]
    return Standing(stages, holder, people, screening.state_since, screening.due_on)


def returned_because(screening: Screening) -> ScreeningMove | None:
    """The move that brought it back to the desk; None where it is there for the first time."""
    if screening.state != ScreeningState.RETURNED:
        return None
    return screening.moves.select_related("by").filter(target=ScreeningState.RETURNED).last()


def _stage(screening: Screening) -> tuple[int, bool]:
    """The stage that it is in, and whether nothing follows."""
    state = ScreeningState(screening.state)
    if state in APPROVED_STATES:
        return CLEARANCE, True
    if state == ScreeningState.REJECTED:
        return DECISION, True
    if state == ScreeningState.AWAITING_DECISION:
        return DECISION, False
    if state in DESK_STATES:
        return RESEARCH, False
    return REQUEST, state == ScreeningState.WITHDRAWN


def _holder(screening: Screening, step: RouteStep | None, on: date) -> tuple[Any, list[str]]:
    state = ScreeningState(screening.state)
    if state == ScreeningState.DRAFT:
        return _("The requester"), [screening.requested_by.name]
    if state in DESK_STATES:
        return _("Partnerships team"), [screening.researcher.name] if screening.researcher else []
    if state == ScreeningState.AWAITING_DECISION and step is not None:
        found = able_voices(step.role, step.office, screening.office, on, party_ids(screening))
        return f"{step.authority_label}, {step.office.name}", [each.user.name for each in found]
    return "", []
