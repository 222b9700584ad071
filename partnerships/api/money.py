"""Amounts over REST: {"amount": "1234.50", "currency": "EUR", "usd": "1302.11"}; we alone tell the value in USD."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers


class MoneyField(serializers.Serializer):
    """`usd` is the value at the rate of the month, and is not read. A bare amount is in USD."""

    amount = serializers.DecimalField(max_digits=16, decimal_places=2, min_value=0)
    currency = serializers.CharField(max_length=3, default="USD")
    usd = serializers.DecimalField(max_digits=16, decimal_places=2, read_only=True)

    def to_internal_value(self, data: Any) -> Any:
        bare = isinstance(data, str | int | Decimal) and not isinstance(data, bool)
        return super().to_internal_value({"amount": str(data)} if bare else data)


class DueField(MoneyField):
    """What is due has no value in USD of its own: it gets one when it comes in."""

    usd = serializers.DecimalField(max_digits=16, decimal_places=2, read_only=True, allow_null=True)


def told(amount: Decimal, currency: str, usd: Decimal | None = None) -> dict[str, str | None]:
    return {"amount": f"{amount:.2f}", "currency": currency, "usd": None if usd is None else f"{usd:.2f}"}
