"""Setting exchange rates. Amounts that were converted already keep theirs, whatever is set (ADR 23)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core.errors import Conflict

from .. import currencies, policies
from ..models import ExchangeRate
from ..money import USD

FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)
MOST = Decimal(10) ** 12
CHANGEABLE = ("units_per_usd", "source")


@transaction.atomic
def add_rate(*, by: User, currency: str, month: date, units_per_usd: Decimal, source: str = "") -> ExchangeRate:
    """The rate of a month that has none. Raises Forbidden, ValidationError by field, or Conflict `rate_exists`."""
    policies.may_set_rates(by).require()
    currency, month = currency.strip().upper(), month.replace(day=1)
    if ExchangeRate.objects.filter(currency=currency, month=month).exists():
        raise _exists(currency, month)
    return _made(by=by, currency=currency, month=month, units_per_usd=units_per_usd, source=source)


@transaction.atomic
def correct_rate(*, by: User, rate_id: int, changes: dict[str, Any], version: int | None = None) -> ExchangeRate:
    """Change `units_per_usd` or `source`; which currency and month it is of stays.

    Raises Stale, Forbidden, or ValidationError by field.
    """
    policies.may_set_rates(by).require()
    rate = ExchangeRate.objects.select_for_update(no_key=True).get(pk=rate_id)
    rate.expect_version(version)
    return _changed(rate, by=by, changes={name: changes[name] for name in CHANGEABLE if name in changes})


@transaction.atomic
def set_rate(*, by: User, currency: str, month: date, units_per_usd: Decimal, source: str = "") -> ExchangeRate:
    """Add the rate of a month or correct it, as a file does. Raises Forbidden, or ValidationError by field."""
    policies.may_set_rates(by).require()
    currency, month = currency.strip().upper(), month.replace(day=1)
    rate = ExchangeRate.objects.select_for_update(no_key=True).filter(currency=currency, month=month).first()
    if rate is None:
        return _made(by=by, currency=currency, month=month, units_per_usd=units_per_usd, source=source)
    return _changed(rate, by=by, changes={"units_per_usd": units_per_usd, "source": source})


@transaction.atomic
def take_back_rate(*, by: User, rate_id: int) -> None:
    """Remove a rate that an import brought in by mistake; what was converted by it keeps it."""
    policies.may_set_rates(by).require()
    rate = ExchangeRate.objects.select_for_update().get(pk=rate_id)
    recorder.record(verb="rate.taken_back", subject=rate, by=by, before={"units_per_usd": str(rate.units_per_usd)})
    rate.delete()


def _made(*, by: User, currency: str, month: date, units_per_usd: Decimal, source: str) -> ExchangeRate:
    rate = ExchangeRate(currency=currency, month=month, units_per_usd=units_per_usd, source=source.strip())
    check(rate)
    try:
        with transaction.atomic():
            rate.save(force_insert=True)
    except IntegrityError as error:
        if "rate_once" not in str(error):
            raise
        raise _exists(currency, month) from error
    after = {"units_per_usd": str(rate.units_per_usd), "source": rate.source}
    recorder.record(verb="rate.set", subject=rate, by=by, after=after)
    return rate


def _changed(rate: ExchangeRate, *, by: User, changes: dict[str, Any]) -> ExchangeRate:
    if "source" in changes:
        changes["source"] = changes["source"].strip()
    before, after = recorder.changes(rate, changes)
    if not after:
        return rate
    for name in after:
        setattr(rate, name, changes[name])
    check(rate)
    rate.save_changes(*after)
    recorder.record(verb="rate.corrected", subject=rate, by=by, before=before, after=after)
    return rate


def check(rate: ExchangeRate) -> None:
    """Everything that the row itself says; raises ValidationError by field."""
    problems: dict[str, ValidationError] = {}
    if rate.currency == USD:
        problems["currency"] = ValidationError(_("USD needs no rate: one dollar is one dollar."), code="usd")
    elif rate.currency not in currencies.known():
        text = _("%(code)s is no currency. Use its three letters, for instance EUR.") % {"code": rate.currency}
        problems["currency"] = ValidationError(text, code="unknown")
    if not FIRST <= rate.month < LAST:
        problems["month"] = ValidationError(_("Check the year."), code="out_of_range")
    if not 0 < rate.units_per_usd < MOST:
        text = _("Say how many units of the currency one US dollar buys: more than zero.")
        problems["units_per_usd"] = ValidationError(text, code="out_of_range")
    try:
        rate.clean_fields(exclude={*problems, "version"})
    except ValidationError as error:
        problems |= {name: ValidationError(errors) for name, errors in error.error_dict.items()}
    if problems:
        raise ValidationError(problems)


def _exists(currency: str, month: date) -> Conflict:
    text = _("The rate of %(currency)s for %(month)s is set already. Open it in the list and correct it there.")
    return Conflict(text % {"currency": currency, "month": f"{month:%Y-%m}"}, "rate_exists")
