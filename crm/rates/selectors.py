"""What an amount was worth in USD."""

from datetime import date
from decimal import Decimal

from babel.numbers import get_currency_precision
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import ExchangeRate
from .money import CENT, USD, Money, in_usd


def rate_on(currency: str, *, on: date) -> ExchangeRate | None:
    """The rate of that month, or the last one before it where the month's is not loaded yet."""
    known = ExchangeRate.objects.filter(currency=currency, month__lte=on.replace(day=1))
    return known.order_by("-month").first()


def convert(amount: Decimal, currency: str, *, on: date, field: str = "amount") -> Money:
    """The amount with its value in USD at the rate of that day's month (domain.md section 4).

    Raises ValidationError under `field`: `digits` for more decimals than the currency has, `no_rate` where no rate of
    the currency is known up to that month.
    """
    currency = currency.strip().upper()
    decimals = get_currency_precision(currency)
    if amount != amount.quantize(Decimal(1).scaleb(-decimals)):
        text = _("%(currency)s has %(count)s decimals: write the amount without more.")
        raise ValidationError({field: text % {"currency": currency, "count": decimals}}, code="digits")
    if currency == USD:
        return Money(amount, USD, amount.quantize(CENT))
    found = rate_on(currency, on=on)
    if found is None:
        text = _("No exchange rate of %(currency)s is known for %(month)s. Ask headquarters to load it, or give USD.")
        raise ValidationError({field: text % {"currency": currency, "month": f"{on:%Y-%m}"}}, code="no_rate")
    return Money(amount, currency, in_usd(amount, found.units_per_usd), found.units_per_usd, found.month)
