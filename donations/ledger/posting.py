"""Writing the books. A deed holds its donations locked, in ascending order, and posts once for each movement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm.accounts.models import User
from crm.core import clock

from ..enums import Account
from ..models import Allocation, Donation, Entry, Posting


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a donation, in USD, into an account; out of it where negative."""

    donation_id: int
    account: Account
    usd: Decimal


def post(
    *,
    kind: str,
    parts: Iterable[Part],
    by: User | None,
    on: date,
    donation: Donation | None = None,
    allocation: Allocation | None = None,
    reason: str = "",
) -> Posting:
    """One movement of one donation, or of one allocation. Parts of nothing are left out.

    The database refuses it at the end of the transaction unless the parts sum up to nothing and agree with the
    donations' amounts and states (`donations.gate`).
    """
    posting = Posting.objects.create(
        kind=kind, donation=donation, allocation=allocation, on=on, reason=reason, by=by, at=clock.now()
    )
    Entry.objects.bulk_create(
        Entry(posting=posting, donation_id=part.donation_id, account=part.account, usd=part.usd)
        for part in parts
        if part.usd
    )
    return posting
