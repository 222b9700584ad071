"""What is kept of a gift of money for overhead and for the hub, by the rules of its day (domain.md section 6)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office
from crm.rates.money import CENT

from ..enums import Account, DeductionKind, DonationKind
from ..models import Deduction, Donation
from .posting import Part

_ACCOUNTS = {DeductionKind.OVERHEAD: Account.OVERHEAD, DeductionKind.HUB: Account.HUB}


def percentages(office: Office, *, on: date) -> dict[str, Decimal]:
    """The per cent of each kind that count for gifts to an office on a day; a hub's own rule goes before the one for
    all. Of an office that is no hub nothing is kept for running costs.
    """
    rows = Deduction.objects.filter(Q(hub=None) | Q(hub=office), from_on__lte=on)
    # The last one of each kind wins: rules for all come first, of either the latest last.
    ordered = sorted(rows, key=lambda row: (row.hub_id is not None, row.from_on))
    found = {row.kind: row.percent for row in ordered}
    if office.kind != OfficeKind.HUB:
        found.pop(DeductionKind.HUB, None)
    return found


def split(donation: Donation, *, on: date | None = None) -> list[Part]:
    """Into which accounts an accepted gift goes: deductions, the rest into the pool; goods as they are.

    Each deduction is of the gross amount, to the cent, half a cent upwards. The day is the one of receipt.
    """
    whole = donation.given_usd
    if donation.kind == DonationKind.IN_KIND:
        return [Part(donation.pk, Account.GOODS, whole)]
    kept = [
        Part(donation.pk, _ACCOUNTS[DeductionKind(kind)], (whole * percent / 100).quantize(CENT, ROUND_HALF_UP))
        for kind, percent in sorted(percentages(donation.office, on=on or donation.received_on).items())
    ]
    rest = whole - sum((part.usd for part in kept), Decimal(0))
    return [*kept, Part(donation.pk, Account.POOL, rest)]
