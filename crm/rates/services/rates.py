"""Setting exchange rates."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from crm.accounts.models import User
from crm.audit import recorder

from .. import policies
from ..models import ExchangeRate


@transaction.atomic
def set_rate(*, by: User, currency: str, month: date, units_per_usd: Decimal, source: str = "") -> ExchangeRate:
    """Set the rate of a month, or correct it; amounts that were converted already keep theirs.

    Raises Forbidden, or ValidationError by field.
    """
    policies.may_set_rates(by).require()
    currency, month = currency.strip().upper(), month.replace(day=1)
    rate = ExchangeRate.objects.select_for_update().filter(currency=currency, month=month).first()
    before = {"units_per_usd": str(rate.units_per_usd)} if rate else {}
    new = rate or ExchangeRate(currency=currency, month=month)
    if rate and rate.units_per_usd == units_per_usd and rate.source == source.strip():
        return rate
    new.units_per_usd, new.source = units_per_usd, source.strip()
    new.full_clean(validate_unique=False)
    if rate:
        new.save_changes("units_per_usd", "source")
    else:
        new.save()
    after = {"units_per_usd": str(units_per_usd), "source": new.source}
    recorder.record(verb="rate.set", subject=new, by=by, before=before, after=after)
    return new
