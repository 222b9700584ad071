"""Deciding a screening (domain.md section 5): by the holder of the step, a deputy, or the chair for the committee.

Every deed here raises Screening.DoesNotExist, Stale, Forbidden, Conflict, or ValidationError by field. Of two who
decide at once the first one holds, the other gets a Conflict: both wait for the company's and the screening's lock.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.accounts.selectors import Held
from crm.audit import recorder
from crm.core import clock

from ... import signals
from ...clearances.services.contagion import mark_group
from ...clearances.services.grants import grant
from ...criteria.routing import rule_for
from ...criteria.selectors import authority
from ...enums import APPROVED_STATES, Outcome, Rating, ScreeningState, StepState
from ...models import RouteStep, Screening
from ...watchlists.selectors import may_approve
from ..ballot import Ballot
from ..memo.freezing import freeze
from ..policies import decisions as policies
from ..rights import party_ids
from ..selectors.routes import current_step, standing
from .conditions import ConditionData, check_conditions, impose
from .moves import locked, move
from .routing import close_route, deciders_of, lay_route, open_step, tell_deciders
from .telling import tell

_FINAL = (Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.REJECTED)


@transaction.atomic
def decide(
    *,
    by: User,
    screening_id: int,
    outcome: str,
    reason: str,
    conditions: Sequence[ConditionData] = (),
    version: int | None = None,
    at: datetime | None = None,
) -> Screening:
    """Approve, approve with conditions, or reject, with a reason. A step that only recommends opens the next one."""
    when = at or clock.now()
    screening = locked(screening_id)
    step, ballot = standing(screening, on=when.date())
    policies.may_decide(
        by,
        step,
        party_ids(screening),
        on=when.date(),
        outcome=outcome,
        ballot=ballot,
        found=may_approve(screening),
    ).require()
    screening.expect_version(version)
    if outcome not in _FINAL:
        raise ValidationError(
            {"outcome": ValidationError(_("Approve, approve with conditions, or reject."), "invalid")}
        )
    _need(reason, "reason", _("Give a reason: the whole organisation reads it."))
    check_conditions(outcome, conditions=conditions, on=when.date())
    found = _required(step)
    settle(
        screening,
        step=found,
        by=by,
        on_behalf_of=_holder(by, found, ballot, when),
        outcome=outcome,
        reason=reason.strip(),
        conditions=conditions,
        at=when,
    )
    return screening


def settle(
    screening: Screening,
    *,
    step: RouteStep,
    by: User,
    on_behalf_of: User | None,
    outcome: str,
    reason: str,
    conditions: Sequence[ConditionData],
    at: datetime,
) -> None:
    """On locked rows that the policy has let through: close the step; then either the next one, or the end."""
    _close(step, by=by, on_behalf_of=on_behalf_of, outcome=outcome, reason=reason, at=at)
    if not step.decides:
        _open_next(screening, step, by=by, at=at)
        return
    impose(screening, conditions=conditions)
    screening.decided_at, screening.decision_reason = at, reason
    move(
        screening,
        target=ScreeningState(outcome),
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
        reason=reason,
        fields=("decided_at", "decision_reason"),
    )
    if screening.state in APPROVED_STATES:
        grant(screening=screening, by=by, on_behalf_of=on_behalf_of, at=at)
    else:
        mark_group(screening=screening, cause="rejected", at=at)
    freeze(screening=screening, at=at)
    transaction.on_commit(partial(signals.screening_decided.send_robust, Screening, screening_id=screening.pk))
    _tell_decided(screening, by)


@transaction.atomic
def return_screening(
    *, by: User, screening_id: int, reason: str, version: int | None = None, at: datetime | None = None
) -> Screening:
    """Back to the desk with a reason; the steps that are still open are replaced by the next submission's."""
    when = at or clock.now()
    screening = locked(screening_id)
    step, ballot = standing(screening, on=when.date())
    policies.may_return(by, step, party_ids(screening), on=when.date(), ballot=ballot).require()
    screening.expect_version(version)
    _need(reason, "reason", _("Say what is missing, so that the desk knows what to look for."))
    found = _required(step)
    holder = _holder(by, found, ballot, when)
    _close(found, by=by, on_behalf_of=holder, outcome=Outcome.RETURNED, reason=reason.strip(), at=when)
    close_route(screening)
    due = clock.add_working_days(when.date(), authority(when.date()).research_working_days)
    move(
        screening,
        target=ScreeningState.RETURNED,
        by=by,
        on_behalf_of=holder,
        at=when,
        reason=reason.strip(),
        due_on=due,
    )
    people = [person for person in (screening.researcher, screening.requested_by) if person]
    tell("screening_returned", screening=screening, people=people, by=by, reason=reason.strip())
    return screening


@transaction.atomic
def rerate(
    *, by: User, screening_id: int, rating: str, reason: str, version: int | None = None, at: datetime | None = None
) -> Screening:
    """Raise the rating: the route of the new one replaces what is still open (due-diligence.md, proposed rating)."""
    when = at or clock.now()
    screening = locked(screening_id)
    step = current_step(screening)
    if rating not in Rating.values:
        raise ValidationError({"rating": ValidationError(_("Choose one of the ratings."), code="invalid_choice")})
    policies.may_rerate(by, step, party_ids(screening), on=when.date(), rating=rating).require()
    screening.expect_version(version)
    _need(reason, "reason", _("Give a reason for the higher rating."))
    before = screening.rating
    close_route(screening)
    screening.rating = rating
    steps = lay_route(screening=screening, rating=rating, at=when)
    screening.authority, screening.due_on = steps[0].authority, steps[0].due_on
    screening.save_changes("rating", "authority", "due_on")
    recorder.record(
        verb="screening.rerated",
        subject=screening,
        by=by,
        before={"rating": before},
        after={"rating": rating, "reason": reason.strip()},
    )
    tell("screening_rerated", screening=screening, people=[screening.requested_by], by=by, reason=reason.strip())
    tell_deciders(steps[0], by=by)
    return screening


@transaction.atomic
def withdraw(
    *, by: User, screening_id: int, reason: str, version: int | None = None, at: datetime | None = None
) -> Screening:
    when = at or clock.now()
    screening = locked(screening_id)
    policies.may_withdraw(by, screening).require()
    screening.expect_version(version)
    if screening.state != ScreeningState.DRAFT:
        _need(reason, "reason", _("Say why it is withdrawn."))
    step = current_step(screening)
    hearers = [d.user for d in deciders_of(step, at=when)] if step and step.state == StepState.OPEN else []
    close_route(screening)
    move(screening, target=ScreeningState.WITHDRAWN, by=by, at=when, reason=reason.strip())
    people = [person for person in (screening.researcher, screening.requested_by, *hearers) if person]
    tell("screening_withdrawn", screening=screening, people=people, by=by, reason=reason.strip())
    return screening


def _close(step: RouteStep, *, by: User, on_behalf_of: User | None, outcome: str, reason: str, at: datetime) -> None:
    step.state, step.outcome, step.reason = StepState.DONE, outcome, reason
    step.decided_by, step.on_behalf_of, step.decided_at = by, on_behalf_of, at
    step.save(update_fields=["state", "outcome", "reason", "decided_by", "on_behalf_of", "decided_at"])


def _open_next(screening: Screening, step: RouteStep, *, by: User, at: datetime) -> None:
    """A recommendation is a deed of its own in the trail; the decision waits with the next authority."""
    following = screening.route.select_related("office", "authority").get(round=step.round, order=step.order + 1)
    following.screening = screening
    open_step(following, working_days=rule_for(step.rating, step.authority).working_days, at=at)
    screening.due_on = following.due_on
    screening.save_changes("due_on")
    recorder.record(
        verb="screening.recommended",
        subject=screening,
        by=by,
        after={"outcome": step.outcome, "reason": step.reason},
    )
    people = [each.user for each in deciders_of(following, at=at)]
    tell(
        "committee_recommended",
        screening=screening,
        people=people,
        by=by,
        due_on=following.due_on,
        page="duediligence:decision",
        outcome=step.outcome,
    )


def _holder(by: User, step: RouteStep, ballot: Ballot | None, at: datetime) -> User | None:
    """For whom somebody acts; None where they hold the role, or the chair, themselves."""
    if ballot is not None:
        chair = ballot.chair
        return chair.member if chair and chair.member.pk != by.pk else None
    parties = party_ids(step.screening)
    theirs = [h for h in policies.voices(by, step, on=at.date()) if h.holder_id not in parties]
    return _person(theirs)


def _person(theirs: list[Held]) -> User | None:
    if not theirs or any(h.holder_id is None for h in theirs):
        return None
    return User.objects.get(pk=theirs[0].holder_id)


def _tell_decided(screening: Screening, by: User) -> None:
    """Decisions are binding, and so known: the requester, the desk, the office's head (domain.md section 1, P5)."""
    people = [person for person in (screening.requested_by, screening.researcher) if person]
    tell(
        "screening_decided",
        screening=screening,
        people=people,
        by=by,
        outcome=screening.state,
        reason=screening.decision_reason,
    )


def _required(step: RouteStep | None) -> RouteStep:
    if step is None:
        raise LookupError("The policy lets nobody decide where there is no step.")
    return step


def _need(text: str, field: str, sentence: str) -> None:
    if not text.strip():
        raise ValidationError({field: ValidationError(sentence, code="required")})
