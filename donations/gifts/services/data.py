from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...enums import DonationKind


@dataclass(frozen=True, slots=True)
class GiftData:
    """A gift as it came in. The value of goods is `amount`; `shipping_*` and `valu*` are of goods only."""

    donor_id: int
    office_id: int
    channel: str
    received_on: date
    amount: Decimal
    currency: str = "USD"
    kind: str = DonationKind.CASH
    cause_id: int | None = None
    appeal_id: int | None = None
    recurring_id: int | None = None
    intent: str = ""
    anonymous: bool = False
    platform: str = ""
    external_id: str = ""
    goods: str = ""
    valuation: str = ""
    valued_by: str = ""
    shipping_usd: Decimal = Decimal(0)
    shipping_payer: str = ""
