"""What the deeds on appeals and causes share: checks in words, money at its rate, what the trail keeps."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from crm.rates.selectors import convert

from ...models import Cause


def money_columns(prefix: str) -> list[str]:
    return [f"{prefix}_{part}" for part in ("amount", "currency", "usd", "rate", "rate_month")]


def set_money(row: Model, *, prefix: str, amount: Decimal, currency: str, on: date) -> dict[str, Any]:
    """The five columns of an amount; answers what is wrong with it, under `prefix`."""
    if amount < 0:
        return {prefix: ValidationError(_("An amount is not negative."), code="negative")}
    try:
        money = convert(amount, currency, on=on, field=prefix)
    except ValidationError as error:
        return dict(error.error_dict)
    for name, value in money.columns(prefix).items():
        setattr(row, name, value)
    return {}


def known_causes(ids: Collection[int], *, problems: dict[str, Any], kept: Collection[int] = ()) -> list[int]:
    """The ids, each once; one that does not exist, or is newly chosen though retired, is a problem."""
    usable = set(Cause.objects.filter(pk__in=ids).exclude(retired=True).values_list("pk", flat=True)) | set(kept)
    if set(ids) - usable:
        text = _("One of these causes is not there or not in use any more. Choose among those shown.")
        problems["causes"] = ValidationError(text, code="does_not_exist")
    return sorted(set(ids) & usable)


def clean(row: Model, *names: str, problems: dict[str, Any]) -> None:
    """What the model itself has against these fields. Raises ValidationError with all problems."""
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields if field.name not in names} | set(problems))
    except ValidationError as error:
        problems |= error.error_dict
    if problems:
        raise ValidationError(problems)


def differences(was: dict[str, Any], *, now: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in now if now[name] != was[name]]
    return {name: was[name] for name in names}, {name: now[name] for name in names}
