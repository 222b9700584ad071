"""What an amount was worth in USD."""

from datetime import date
from decimal import Decimal

from babel.numbers import get_currency_precision
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import ExchangeRate
from .money import CENT, USD, Money, in_usd

# What the columns of an amount hold.
MOST = Decimal(10) ** 14


def rate_on(currency: str, *, on: date) -> ExchangeRate | None:
    """The rate of that month, or the last one before it where the month's is not loaded yet."""
    known = ExchangeRate.objects.filter(currency=currency, month__lte=on.replace(day=1))
    return known.order_by("-month").first()


def known_currencies() -> list[str]:
    """USD, and every currency that has a rate, for lists to choose from."""
    coded = ExchangeRate.objects.order_by("currency").values_list("currency", flat=True).distinct()
    return [USD, *coded]


def convert(amount: Decimal, currency: str, *, on: date, field: str = "amount") -> Money:
    """The amount with its value in USD at the rate of that day's month (domain.md section 4).

    Raises ValidationError under `field`: `digits` for more decimals than the currency has, `no_rate` where no rate of
    the currency is known up to that month, `out_of_range` for what no column holds.
    """
    currency = currency.strip().upper()
    if abs(amount) >= MOST:
        raise ValidationError({field: ValidationError(_("This amount is too large to be meant."), code="out_of_range")})
    decimals = get_currency_precision(currency)
    if amount != amount.quantize(Decimal(1).scaleb(-decimals)):
        text = _("%(currency)s has %(count)s decimals: write the amount without more.")
        text = text % {"currency": currency, "count": decimals}
        raise ValidationError({field: ValidationError(text, code="digits")})
    if currency == USD:
        return Money(amount, USD, amount.quantize(CENT))
    found = rate_on(currency, on=on)
    if found is None:
        text = _("No exchange rate of %(currency)s is known for %(month)s. Ask headquarters to load it, or give USD.")
        text = text % {"currency": currency, "month": f"{on:%Y-%m}"}
        raise ValidationError({field: ValidationError(text, code="no_rate")})
    usd = in_usd(amount, found.units_per_usd)
    if usd >= MOST:
        raise ValidationError({field: ValidationError(_("This amount is too large to be meant."), code="out_of_range")})
    return Money(amount, currency, usd, found.units_per_usd, found.month)
