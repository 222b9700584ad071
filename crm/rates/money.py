"""Money is always an amount, its currency, and its value in USD with the rate that gave it (domain.md section 9)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
USD = "USD"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in USD has rate 1 and no month."""

    amount: Decimal
    currency: str
    usd: Decimal
    rate: Decimal = Decimal(1)
    rate_month: date | None = None

    def columns(self, prefix: str) -> dict[str, object]:
        """The values of the columns that `crm.rates.fields.money_fields` adds to a model."""
        return {
            f"{prefix}_amount": self.amount,
            f"{prefix}_currency": self.currency,
            f"{prefix}_usd": self.usd,
            f"{prefix}_rate": self.rate,
            f"{prefix}_rate_month": self.rate_month,
        }


def in_usd(amount: Decimal, units_per_usd: Decimal) -> Decimal:
    """To the cent, half a cent upwards."""
    return (amount / units_per_usd).quantize(CENT, ROUND_HALF_UP)
