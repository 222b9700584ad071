"""Goods whose shipping nobody pays: refuse them, or ask headquarters to cover it; both are on record [001]."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import ShippingPayer
from ...models import Donation
from .. import policies
from . import writing


@transaction.atomic
def ask_headquarters(*, by: User, donation_id: int, version: int | None = None, on: date | None = None) -> Donation:
    """Ask headquarters to cover the shipping. Raises Stale, Forbidden, Conflict `asked` or `wrong_state`."""
    donation = writing.locked(donation_id)
    donation.expect_version(version)
    policies.may_decide(access(by, on=on), donation).require()
    policies.may_ask_for_shipping(donation).require()
    donation.shipping_asked_at, donation.shipping_asked_by, donation.shipping_answer = clock.now(), by, ""
    donation.save_changes("shipping_asked_at", "shipping_asked_by", "shipping_answer")
    after = {"usd": f"{donation.shipping_usd:.2f}"}
    recorder.record(verb="donation.shipping_asked", subject=donation, by=by, after=after)
    return donation


@transaction.atomic
def answer_for_headquarters(
    *, by: User, donation_id: int, covers: bool, words: str, version: int | None = None, on: date | None = None
) -> Donation:
    """Say for headquarters whether they cover the shipping. Raises Stale, Forbidden `own_request`, Conflict."""
    donation = writing.locked(donation_id)
    donation.expect_version(version)
    policies.may_answer_for_shipping(access(by, on=on), donation).require()
    text = words.strip()
    if not text:
        raise ValidationError({"words": ValidationError(_("Say why, in a sentence."), code="required")})
    donation.shipping_answer = text[:300]
    if covers:
        donation.shipping_payer = ShippingPayer.HEADQUARTERS
    donation.save_changes("shipping_answer", "shipping_payer")
    after = {"covers": covers, "reason": donation.shipping_answer}
    recorder.record(verb="donation.shipping_answered", subject=donation, by=by, after=after)
    return donation
