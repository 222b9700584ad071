"""The face of due diligence: may this company be engaged with, for this, up to this amount, on this day?

`partnerships` and `donations` lock the company first, then ask here with `lock=True`, pass the answer to their policy
as a required argument, and store the clearance that they relied on. None is a refusal (domain.md section 5).
"""

from datetime import date
from decimal import Decimal

from crm.companies.models import Company

from .clearances.gate import Protected, gate
from .models import Clearance

__all__ = ["Protected", "current", "gate"]


def current(company: Company, *, purpose: str, amount: Decimal, on: date, lock: bool = False) -> Clearance | None:
    """The clearance in force that lasts longest among those that cover the purpose and the amount in USD.

    With `lock` nobody suspends or revokes it before the caller's transaction ends.
    """
    found = Clearance.objects.filter(company=company).in_force(on=on).covering(purpose=purpose, amount=amount)
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    return found.order_by("-valid_until", "-id").first()
