"""The gate of a pledge: what a company of a running partnership promises is covered by a clearance in force.

The database refuses it in any case (`partnerships.gate.PLEDGED`); here people get a sentence instead.
"""

from datetime import date
from decimal import Decimal

from django.db.models import Max

from duediligence import clearance as due_diligence
from duediligence.enums import Purpose
from duediligence.models import Clearance

from ...models import Partner
from .. import policies


def rely(*, partner: Partner, more: Decimal, on: date) -> None:
    """Before a company pledges `more`: rely on a clearance that covers all it has pledged then, held until the
    transaction ends; a newer one that covers it takes the place of the one relied on so far.

    The company is locked by then, so that nobody pledges for it or begins to run meanwhile. Raises Conflict
    `no_clearance`, or `above_ceiling` where one is in force and does not reach so far.
    """
    amount = max(partner.agreed_usd, partner.pledged_usd + more)
    if not partner.running or amount <= partner.covered_usd:
        return
    found = due_diligence.current(partner.company, purpose=Purpose.PARTNERSHIP, amount=amount, on=on, lock=True)
    ceiling = None if found else _ceiling(partner, on=on)
    policies.may_pledge(partner, found, amount, ceiling=ceiling).require()
    Partner.objects.filter(pk=partner.pk).update(clearance=found, relied_on=on)


def _ceiling(partner: Partner, *, on: date) -> Decimal | None:
    """Up to what the company is cleared for partnerships; None where it is not."""
    in_force = Clearance.objects.filter(company=partner.company).in_force(on=on)
    cleared = in_force.filter(purposes__contains=[Purpose.PARTNERSHIP])
    most: Decimal | None = cleared.aggregate(most=Max("amount_ceiling"))["most"]
    return most
