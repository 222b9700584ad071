"""Allocations: proposed by an office, decided by headquarters, never by who proposed (domain.md section 6)."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.rates.money import CENT

from ...enums import AllocationState, PostingKind
from ...ledger.balances import lots
from ...ledger.posting import post
from ...models import Allocation, Cause, Destination
from .. import policies
from . import drawing, telling
from .data import AllocationData

DECISION = ("state", "decided_by", "decided_at", "decision_reason")


@transaction.atomic
def propose(*, by: User, data: AllocationData, on: date | None = None) -> Allocation:
    """Propose to allocate what is there now; nothing moves before it is approved.

    Raises Forbidden, Conflict (`wrong_intent`, `destination_closed`, `not_enough`), or ValidationError by field.
    """
    day = on or clock.today()
    policies.may_propose_for(access(by, on=day), data.office_id).require()
    row = _fresh(data, by=by, on=day)
    _require_fit(row.destination, row.cause_id, on=day)
    policies.may_draw(row.amount_usd, left=sum((usd for _pk, usd in lots(row.cause_id)), Decimal(0))).require()
    row.save(force_insert=True)
    after = {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(data).items()}
    recorder.record(verb="allocation.proposed", subject=row, by=by, after=after)
    return row


@transaction.atomic
def approve(
    *, by: User, allocation_id: int, reason: str = "", version: int | None = None, on: date | None = None
) -> Allocation:
    """Draw it from the pool, the oldest gift first. Of many at once the later ones get what is left, or nothing.

    Raises Stale, Forbidden `own_request`, or Conflict: `wrong_state`, `wrong_intent`, `destination_closed`,
    `not_enough`.
    """
    day = on or clock.today()
    row = _held(allocation_id)
    policies.may_decide(access(by, on=day), row).require()
    row.expect_version(version)
    destination = Destination.objects.select_for_update(no_key=True).get(pk=row.destination_id)
    _require_fit(destination, row.cause_id, on=day)
    parts = drawing.draw(row.cause_id, amount=row.amount_usd)
    _decide(row, AllocationState.APPROVED, reason, by=by)
    post(kind=PostingKind.ALLOCATED, allocation=row, parts=parts, by=by, on=day)
    _record(row, "allocation.approved", by, on=day, gifts=len(parts) // 2)
    telling.tell_of_decision(allocation=row, by=by)
    return row


@transaction.atomic
def reject(
    *, by: User, allocation_id: int, reason: str, version: int | None = None, on: date | None = None
) -> Allocation:
    """Raises Stale, Forbidden `own_request`, Conflict, or ValidationError where no reason is given."""
    day = on or clock.today()
    row = _held(allocation_id)
    policies.may_decide(access(by, on=day), row).require()
    row.expect_version(version)
    _decide(row, AllocationState.REJECTED, _reason(reason), by=by)
    _record(row, "allocation.rejected", by, on=day)
    telling.tell_of_decision(allocation=row, by=by)
    return row


@transaction.atomic
def withdraw(*, by: User, allocation_id: int, version: int | None = None, on: date | None = None) -> Allocation:
    """As long as it waits. Raises Stale, Forbidden, Conflict."""
    row = _held(allocation_id)
    policies.may_withdraw(access(by, on=on), row).require()
    row.expect_version(version)
    _decide(row, AllocationState.WITHDRAWN, "", by=by)
    _record(row, "allocation.withdrawn", by)
    return row


@transaction.atomic
def take_back(
    *, by: User, allocation_id: int, reason: str, version: int | None = None, on: date | None = None
) -> Allocation:
    """Post all of it back into the pool, gift by gift. Who approved it, and why, stays on record; the reason for taking
    it back stands in the books.

    Raises Stale, Forbidden, Conflict, or ValidationError where no reason is given.
    """
    day = on or clock.today()
    row = _held(allocation_id)
    policies.may_take_back(access(by, on=day), row).require()
    row.expect_version(version)
    why = _reason(reason)
    parts = drawing.give_back(row)
    row.state = AllocationState.TAKEN_BACK
    row.save_changes("state")
    post(kind=PostingKind.TAKEN_BACK, allocation=row, parts=parts, by=by, on=day, reason=why)
    after = {"state": row.state, "reason": why}
    recorder.record(verb="allocation.taken_back", subject=row, by=by, before={"state": "approved"}, after=after)
    telling.tell_of_return(allocation=row, reason=why, by=by)
    return row


def _fresh(data: AllocationData, *, by: User, on: date) -> Allocation:
    problems: dict[str, Any] = {}
    destination = Destination.objects.filter(pk=data.destination_id).first()
    if destination is None:
        problems["destination"] = ValidationError(_("There is no such destination."), code="does_not_exist")
    if data.cause_id is not None and not Cause.objects.filter(pk=data.cause_id).exists():
        problems["cause"] = ValidationError(_("There is no such cause."), code="does_not_exist")
    if data.amount_usd <= 0 or data.amount_usd != data.amount_usd.quantize(CENT):
        text = _("Enter an amount above zero, in USD with two decimals at most.")
        problems["amount_usd"] = ValidationError(text, code="min_value")
    try:
        why = _reason(data.reason)
    except ValidationError as error:
        problems |= error.error_dict
    if problems:
        raise ValidationError(problems)
    return Allocation(
        cause_id=data.cause_id,
        destination=destination,
        amount_usd=data.amount_usd,
        reason=why,
        office_id=data.office_id,
        proposed_by=by,
        proposed_on=on,
    )


def _held(allocation_id: int) -> Allocation:
    rows = Allocation.objects.select_for_update(of=("self",), no_key=True)
    found: Allocation = rows.select_related("destination", "cause", "proposed_by", "office").get(pk=allocation_id)
    return found


def _require_fit(destination: Destination, cause_id: int | None, *, on: date) -> None:
    serves = Destination.objects.filter(pk=destination.pk).serving(cause_id).exists()
    policies.may_go_to(destination, cause_id=cause_id, serves=serves, on=on).require()


def _decide(row: Allocation, state: AllocationState, reason: str, *, by: User) -> None:
    row.state, row.decided_by, row.decided_at, row.decision_reason = state, by, clock.now(), reason.strip()
    row.save_changes(*DECISION)


def _record(row: Allocation, verb: str, by: User, *, on: date | None = None, **more: Any) -> None:
    """`on`: the day of a decision, which a deputy takes in somebody's place."""
    after = {"state": row.state, "usd": f"{row.amount_usd:.2f}", "reason": row.decision_reason, **more}
    holder = _holder(row, by, on) if on else None
    before = {"state": AllocationState.PROPOSED}
    recorder.record(verb=verb, subject=row, by=by, on_behalf_of=holder, before=before, after=after)


def _holder(row: Allocation, by: User, on: date) -> User | None:
    roles = policies.deciding_roles(access(by, on=on))
    role = next(role for role in roles if role.holder_id != row.proposed_by_id)
    return User.objects.get(pk=role.holder_id) if role.holder_id else None


def _reason(text: str) -> str:
    reason = text.strip()
    if not reason:
        raise ValidationError({"reason": ValidationError(_("Say why, in a sentence."), code="required")})
    if len(reason) > 500:
        raise ValidationError({"reason": ValidationError(_("Keep it within 500 characters."), code="max_length")})
    return reason
