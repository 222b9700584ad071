"""Putting a gift right: what was entered wrongly is corrected with a reason, by new rows of the ledger."""

from dataclasses import replace
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

from ...enums import Account, PostingKind
from ...ledger.balances import balances
from ...ledger.deducting import split
from ...ledger.posting import Part, post
from ...models import Donation
from .. import policies
from . import writing

# These move money or what it was given for: a reason is asked, and nothing of the gift may be spent.
WEIGHTY = {"donor_id", "office_id", "kind", "amount", "currency", "received_on", "cause_id"}
COLUMNS = (
    *writing.COLUMNS,
    *writing.LINKS,
    *writing.MONEY,
    "office",
    "company",
    "clearance",
    "relied_on",
    "tax_deductible",
)


@transaction.atomic
def correct(
    *,
    by: User,
    donation_id: int,
    changes: dict[str, Any],
    reason: str = "",
    version: int | None = None,
    on: date | None = None,
) -> Donation:
    """Change the named fields of `GiftData`. What is `WEIGHTY` takes a reason, and once accepted meets the gate again.

    Raises Stale, Forbidden, ValidationError by field, or Conflict: `wrong_state`, `allocated`, `no_clearance`,
    `above_ceiling`.
    """
    day = on or clock.today()
    donation = writing.hold(donation_id=donation_id, donor_id=changes.get("donor_id"), on=day).donation
    donation.expect_version(version)
    held = access(by, on=day)
    policies.may_decide(held, donation).require()
    was, before = writing.as_data(donation), writing.told(donation)
    said = {name: value for name, value in changes.items() if getattr(was, name) != value}
    if not said:
        return donation
    stands, weighty = balances(donation.pk), bool(WEIGHTY & said.keys())
    if weighty:
        _ask(donation, stands, reason)
    if "office_id" in said:
        policies.may_keep_for(held, said["office_id"]).require()
    writing.fill(donation, data=replace(was, **said), on=day, was=was)
    if weighty and donation.is_accepted:
        _rely(donation, on=day)
    donation.save_changes(*COLUMNS)
    _post(donation, stands, by=by, on=day, reason=reason.strip())
    after = writing.told(donation)
    changed = [name for name in after if after[name] != before[name]]
    recorder.record(
        verb="donation.corrected",
        subject=donation,
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed} | {"reason": reason.strip()},
    )
    return donation


def _ask(donation: Donation, stands: dict[str, Decimal], reason: str) -> None:
    policies.may_correct(donation, stands.get(Account.ALLOCATED, Decimal(0))).require()
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Say why it is corrected."), code="required")})


def _rely(donation: Donation, *, on: date) -> None:
    """The gate and the tax rules for the gift as it is now; the companies of both donors are locked by then."""
    clearance, ceiling = writing.clearance_of(donation, on=on)
    threshold = writing.threshold_on(on)
    policies.may_keep_accepted(donation, clearance, ceiling=ceiling, threshold=threshold).require()
    donation.clearance, donation.relied_on = clearance, on
    donation.tax_deductible = writing.deductible(donation)


def _post(donation: Donation, stands: dict[str, Decimal], *, by: User, on: date, reason: str) -> None:
    """Take out of the books what stood there, put in what stands now; nothing where the two are the same."""
    parts = split(donation) if donation.is_accepted else [Part(donation.pk, Account.PENDING, donation.given_usd)]
    now = {part.account: part.usd for part in parts} | {Account.GIVER: -donation.given_usd}
    moved = {
        name: now.get(name, Decimal(0)) - stands.get(name, Decimal(0)) for name in Account if name in {*now, *stands}
    }
    found = [Part(donation.pk, name, usd) for name, usd in moved.items() if usd]
    if found:
        post(kind=PostingKind.CORRECTED, donation=donation, parts=found, by=by, on=on, reason=reason)
