"""A gift from its arrival to its acceptance, refusal or return (domain.md section 6). Each deed posts in the ledger."""

from datetime import date
from decimal import Decimal
from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from ...enums import Account, DonationState, PostingKind
from ...ledger.balances import balances
from ...ledger.deducting import split
from ...ledger.posting import Part, post
from ...models import Donation
from ...signals import donation_accepted, donation_refunded
from .. import policies
from . import writing
from .data import GiftData


@transaction.atomic
def receive(*, by: User, data: GiftData, on: date | None = None) -> Donation:
    """Enter a gift that arrived, at the rate of the month of its arrival.

    Raises Forbidden, ValidationError by field, or Conflict `entered_already` for a number of a platform that is here.
    """
    day = on or clock.today()
    policies.may_keep_for(access(by, on=day), data.office_id).require()
    donation = Donation(entered_by=by)
    writing.fill(donation, data=data, on=day)
    try:
        with transaction.atomic():
            donation.save(force_insert=True)
    except IntegrityError as clash:
        if donation.external_id:
            raise Conflict(
                _("The gift with this number on the platform was entered already."), "entered_already"
            ) from clash
        raise
    parts = [
        Part(donation.pk, Account.GIVER, -donation.given_usd),
        Part(donation.pk, Account.PENDING, donation.given_usd),
    ]
    post(kind=PostingKind.RECEIVED, donation=donation, parts=parts, by=by, on=day)
    recorder.record(verb="donation.received", subject=donation, by=by, after=writing.told(donation))
    return donation


@transaction.atomic
def accept(*, by: User, donation_id: int, version: int | None = None, on: date | None = None) -> Donation:
    """Accept a gift: deductions are kept, the rest goes into the pool of its cause.

    Raises Stale, Forbidden, or Conflict: `wrong_state`, `shipping_unpaid`, `no_clearance`, `above_ceiling`.
    """
    day = on or clock.today()
    held = writing.hold(donation_id=donation_id, on=day)
    donation = held.donation
    donation.expect_version(version)
    policies.may_decide(access(by, on=day), donation).require()
    policies.may_accept(donation, held.clearance, ceiling=held.ceiling, threshold=held.threshold).require()
    donation.state, donation.decided_by, donation.decided_at = DonationState.ACCEPTED, by, clock.now()
    donation.clearance, donation.relied_on = held.clearance, day
    donation.tax_deductible = writing.deductible(donation)
    donation.save_changes("state", "decided_by", "decided_at", "clearance", "relied_on", "tax_deductible")
    parts = [Part(donation.pk, Account.PENDING, -donation.given_usd), *split(donation)]
    post(kind=PostingKind.ACCEPTED, donation=donation, parts=parts, by=by, on=day)
    after = {"state": donation.state, "clearance": donation.clearance_id, "tax_deductible": donation.tax_deductible}
    recorder.record(verb="donation.accepted", subject=donation, by=by, before={"state": "received"}, after=after)
    transaction.on_commit(partial(donation_accepted.send_robust, Donation, donation_id=donation.pk, on=day))
    return donation


@transaction.atomic
def refuse(*, by: User, donation_id: int, reason: str, version: int | None = None, on: date | None = None) -> Donation:
    """Refuse a gift with a reason; it goes back to the giver. Raises Stale, Forbidden, Conflict, ValidationError."""
    day = on or clock.today()
    donation = writing.locked(donation_id)
    donation.expect_version(version)
    policies.may_decide(access(by, on=day), donation).require()
    policies.may_refuse(donation).require()
    donation.state, donation.decided_by, donation.decided_at = DonationState.REFUSED, by, clock.now()
    donation.reason = _reason(reason, _("Say why the gift is refused."))
    donation.save_changes("state", "decided_by", "decided_at", "reason")
    parts = [
        Part(donation.pk, Account.PENDING, -donation.given_usd),
        Part(donation.pk, Account.RETURNED, donation.given_usd),
    ]
    post(kind=PostingKind.REFUSED, donation=donation, parts=parts, by=by, on=day, reason=donation.reason)
    after = {"state": donation.state, "reason": donation.reason}
    recorder.record(verb="donation.refused", subject=donation, by=by, before={"state": "received"}, after=after)
    return donation


@transaction.atomic
def refund(*, by: User, donation_id: int, reason: str, version: int | None = None, on: date | None = None) -> Donation:
    """Give an accepted gift back, whole; what was kept of it is taken back from where it went.

    Raises Stale, Forbidden, ValidationError, or Conflict: `wrong_state`, and `allocated` while a part of it is spent.
    """
    day = on or clock.today()
    donation = writing.locked(donation_id)
    donation.expect_version(version)
    policies.may_decide(access(by, on=day), donation).require()
    stands = balances(donation.pk)
    policies.may_refund(donation, stands.get(Account.ALLOCATED, Decimal(0))).require()
    donation.state, donation.refunded_by, donation.refunded_at = DonationState.REFUNDED, by, clock.now()
    donation.reason = _reason(reason, _("Say why the gift is given back."))
    donation.save_changes("state", "refunded_by", "refunded_at", "reason")
    back = [Part(donation.pk, Account(name), -usd) for name, usd in stands.items() if name != Account.GIVER]
    parts = [*back, Part(donation.pk, Account.RETURNED, donation.given_usd)]
    post(kind=PostingKind.REFUNDED, donation=donation, parts=parts, by=by, on=day, reason=donation.reason)
    after = {"state": donation.state, "reason": donation.reason}
    recorder.record(verb="donation.refunded", subject=donation, by=by, before={"state": "accepted"}, after=after)
    transaction.on_commit(partial(donation_refunded.send_robust, Donation, donation_id=donation.pk, on=day))
    return donation


def _reason(text: str, missing: str) -> str:
    reason = text.strip()
    if not reason:
        raise ValidationError({"reason": ValidationError(missing, code="required")})
    if len(reason) > 500:
        raise ValidationError({"reason": ValidationError(_("Keep it within 500 characters."), code="max_length")})
    return reason
