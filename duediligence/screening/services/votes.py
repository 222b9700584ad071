"""The committee's votes: blind until all who can vote have, or the chair closes (`decisions.decide`)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.verdict import Verdict

from ...enums import Outcome, VoteChoice
from ...models import RouteStep, Screening, Vote
from ...watchlists.selectors import may_approve
from ..ballot import Ballot, Elector
from ..policies import decisions as policies
from ..rights import party_ids
from ..selectors.routes import ballot_of, standing
from .conditions import proposed
from .decisions import settle
from .moves import locked


@transaction.atomic
def cast_vote(
    *,
    by: User,
    screening_id: int,
    vote: str = "",
    reason: str = "",
    interest: str = "",
    member_id: int | None = None,
    at: datetime | None = None,
) -> Vote:
    """One vote, or a declared interest instead of it. `member_id` says for whom, where somebody has several voices.

    The last vote closes the ballot, with the conditions that the desk proposed. Raises Screening.DoesNotExist,
    Forbidden, Conflict, or ValidationError by field.
    """
    when = at or clock.now()
    screening = locked(screening_id)
    step, ballot = standing(screening, on=when.date())
    found = may_approve(screening)
    policies.may_vote(by, step, ballot, party_ids(screening), on=when.date(), found=found).require()
    if step is None or ballot is None:
        raise LookupError("The policy lets nobody vote where there is no ballot.")
    _check(vote, reason, interest)
    elector = _voice(by, ballot, member_id)
    cast = Vote.objects.create(
        step=step,
        member=elector.member,
        cast_by=by,
        seat=elector.seat,
        role=elector.role,
        vote="" if interest.strip() else vote,
        reason=reason.strip(),
        interest=interest.strip(),
        cast_at=when,
    )
    recorder.record(
        verb="screening.interest_declared" if interest.strip() else "screening.voted",
        subject=screening,
        by=by,
        on_behalf_of=None if by.pk == elector.member.pk else elector.member,
        after={"seat": elector.seat or elector.role},
    )
    _close_when_complete(screening, step, found, by=by, at=when)
    return cast


def _check(vote: str, reason: str, interest: str) -> None:
    if interest.strip():
        return
    if vote not in VoteChoice.values:
        raise ValidationError({"vote": ValidationError(_("Approve, reject or abstain."), code="invalid_choice")})
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Give a reason for your vote."), code="required")})


def _voice(by: User, ballot: Ballot, member_id: int | None) -> Elector:
    """One's own seat first, then those one stands in for."""
    theirs = [e for e in ballot.electors if by.pk in {e.member.pk, *(d.pk for d in e.deputies)}]
    free = [e for e in theirs if e.member.pk not in ballot.cast and member_id in (None, e.member.pk)]
    if not free:
        raise ValidationError({"member": ValidationError(_("You cannot vote for this member."), code="invalid_choice")})
    return min(free, key=lambda e: e.member.pk != by.pk)


def _close_when_complete(screening: Screening, step: RouteStep, found: Verdict, *, by: User, at: datetime) -> None:
    """Where a new hit stands against an approval, the chair closes once it is handled, or returns the screening."""
    ballot = ballot_of(step, on=at.date())
    if not (ballot.complete and ballot.quorate) or (ballot.carried and not found):
        return
    conditions = proposed(screening, on=at.date()) if ballot.carried and step.decides else []
    outcome = Outcome.REJECTED
    if ballot.carried:
        outcome = Outcome.APPROVED_WITH_CONDITIONS if conditions else Outcome.APPROVED
    settle(
        screening,
        step=step,
        by=by,
        on_behalf_of=None,
        outcome=outcome,
        reason=_result(ballot),
        conditions=conditions,
        at=at,
    )


def _result(ballot: Ballot) -> str:
    """In the language of the organisation's records, whoever's vote was the last; pages show the votes themselves."""
    approve, reject, abstain = (ballot.count(choice) for choice in VoteChoice)
    return f"By the votes of the committee: {approve} for, {reject} against, {abstain} abstained."
