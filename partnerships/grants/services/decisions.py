"""Awards and refusals by the partnerships team, within what the call has."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import ProposalState
from ...models import Proposal
from .. import policies
from . import telling, writing

DECISION = ("state", "awarded_usd", "decided_by", "decided_at", "decision_reason")


@transaction.atomic
def award_proposal(
    *,
    by: User,
    proposal_id: int,
    amount: Decimal,
    reason: str,
    version: int | None = None,
    on: date | None = None,
) -> Proposal:
    """At most what was asked for and what is left of the call: of two at once the second counts the first.

    Raises Stale, Forbidden (`own_request`), Conflict (`above_left`), or ValidationError by field.
    """
    day = on or clock.today()
    proposal = _held(by, proposal_id, version, day)
    asked = writing.asked_by(proposal)
    if amount <= 0:
        raise writing.refuse(
            "amount", sentence=_("Enter an amount above zero, or decline the proposal."), code="min_value"
        )
    if amount > asked:
        text = _("The proposal asks for %(asked)s. Award at most that.")
        raise writing.refuse("amount", sentence=text % {"asked": policies.usd(asked)}, code="above_asked")
    left = proposal.call.amount_usd - writing.awarded_of(proposal.call)
    policies.may_award(amount, left=left).require()
    proposal.awarded_usd = amount
    return _decide(proposal, ProposalState.AWARDED, reason, by=by, day=day)


@transaction.atomic
def decline_proposal(
    *, by: User, proposal_id: int, reason: str, version: int | None = None, on: date | None = None
) -> Proposal:
    """Raises Stale, Forbidden (`own_request`), Conflict, or ValidationError where no reason is given."""
    day = on or clock.today()
    return _decide(_held(by, proposal_id, version, day), ProposalState.DECLINED, reason, by=by, day=day)


@transaction.atomic
def reconsider_proposal(
    *, by: User, proposal_id: int, reason: str, version: int | None = None, on: date | None = None
) -> Proposal:
    """Takes a decision back: the proposal waits for one again. Raises Stale, Forbidden, Conflict or ValidationError."""
    proposal = writing.locked_proposal(proposal_id)
    policies.may_reconsider(access(by, on=on or clock.today()), proposal).require()
    proposal.expect_version(version)
    before = _told(proposal)
    why = _reason(reason)
    proposal.state, proposal.awarded_usd, proposal.decision_reason = ProposalState.SUBMITTED, None, ""
    proposal.decided_by = proposal.decided_at = None
    proposal.save_changes(*DECISION)
    after = {"state": proposal.state, "reason": why}
    recorder.record(verb="proposal.reconsidered", subject=proposal, by=by, before=before, after=after)
    return proposal


def _held(by: User, proposal_id: int, version: int | None, day: date) -> Proposal:
    """The call is locked before its awards are counted."""
    proposal = writing.locked_proposal(proposal_id)
    policies.may_decide(access(by, on=day), proposal).require()
    proposal.expect_version(version)
    return proposal


def _decide(proposal: Proposal, state: ProposalState, reason: str, *, by: User, day: date) -> Proposal:
    proposal.state, proposal.decision_reason = state, _reason(reason)
    proposal.decided_by, proposal.decided_at = by, clock.now()
    proposal.save_changes(*DECISION)
    verb = "proposal.awarded" if state == ProposalState.AWARDED else "proposal.declined"
    recorder.record(verb=verb, subject=proposal, by=by, after=_told(proposal))
    telling.tell_of_decision(proposal=proposal, by=by, on=day)
    return proposal


def _reason(reason: str) -> str:
    if not reason.strip():
        raise writing.refuse("reason", sentence=_("Say why: the office will read it."), code="required")
    return reason.strip()


def _told(proposal: Proposal) -> dict[str, Any]:
    amount = {"awarded_usd": f"{proposal.awarded_usd:.2f}"} if proposal.awarded_usd is not None else {}
    return {"state": proposal.state, **amount, "reason": proposal.decision_reason}
