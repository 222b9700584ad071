"""The columns of an amount of money in a model, always the same five."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def amount_field(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=16, decimal_places=2, default=Decimal(0))


def currency_field() -> models.CharField:
    return models.CharField(_("currency"), max_length=3, default="USD")


def usd_field() -> models.DecimalField:
    return models.DecimalField(_("value in USD"), max_digits=16, decimal_places=2, default=Decimal(0))


def rate_field() -> models.DecimalField:
    return models.DecimalField(_("units for one USD"), max_digits=18, decimal_places=6, default=Decimal(1))


def rate_month_field() -> models.DateField:
    return models.DateField(_("month of the rate"), null=True, blank=True)


def money_is_sound(prefix: str, *, name: str) -> models.CheckConstraint:
    """Never negative; dollars are worth themselves; any other currency says by which month's rate."""
    amount, currency, usd, month = (f"{prefix}_{part}" for part in ("amount", "currency", "usd", "rate_month"))
    dollars = Q(**{currency: "USD", usd: models.F(amount), f"{month}__isnull": True})
    other = ~Q(**{currency: "USD"}) & Q(**{f"{month}__isnull": False})
    positive = Q(**{f"{amount}__gte": 0, f"{usd}__gte": 0, f"{prefix}_rate__gt": 0})
    return models.CheckConstraint(name=name, condition=positive & (dollars | other))
