"""Programmes into which partnerships bring private money, with what it is to reach (domain.md section 4)."""

from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock
from crm.rates.selectors import convert

from ...models import Programme
from .. import policies
from .data import ProgrammeData

OWN_COLUMNS = ("name", "office_id", "donor", "starts_on", "ends_on")
PRICED = ("target_amount", "target_currency")


@transaction.atomic
def add_programme(*, by: User, data: ProgrammeData, on: date | None = None) -> Programme:
    """Raises Forbidden, or ValidationError by field."""
    day = on or clock.today()
    policies.may_keep_programmes(access(by, on=day), office_id=data.office_id).require()
    row = Programme()
    _fill(row, data, on=day, priced=True)
    row.save()
    after = {name: str(value) for name, value in asdict(data).items() if value}
    recorder.record(verb="programme.added", subject=row, by=by, after=after)
    return row


@transaction.atomic
def edit_programme(
    *, by: User, programme_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Programme:
    """Change the named fields of `ProgrammeData`; the target keeps its rate, unless amount or currency change.

    Raises Stale, Forbidden, or ValidationError by field.
    """
    day = on or clock.today()
    row = Programme.objects.select_for_update(of=("self",), no_key=True).select_related("office").get(pk=programme_id)
    policies.may_keep_programmes(access(by, on=day), row).require()
    row.expect_version(version)
    was = ProgrammeData(**{each.name: getattr(row, each.name) for each in fields(ProgrammeData)})
    data = replace(was, **changes)
    if data.office_id != was.office_id:
        policies.may_keep_programmes(access(by, on=day), row, data.office_id).require()
    before, after = _differences(asdict(was), asdict(data))
    if not after:
        return row
    _fill(row, data, on=day, priced=any(name in after for name in PRICED))
    row.save_changes(*OWN_COLUMNS, *(f"target_{part}" for part in ("amount", "currency", "usd", "rate", "rate_month")))
    recorder.record(verb="programme.changed", subject=row, by=by, before=before, after=after)
    return row


def _differences(was: dict[str, Any], now: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in now if now[name] != was[name]]
    return {name: str(was[name] or "") for name in names}, {name: str(now[name] or "") for name in names}


def _fill(row: Programme, data: ProgrammeData, *, on: date, priced: bool) -> None:
    for name in OWN_COLUMNS:
        value = getattr(data, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    problems: dict[str, Any] = {}
    if not Office.objects.filter(pk=row.office_id).exists():
        problems["office"] = ValidationError(_("There is no such office."), code="does_not_exist")
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        problems["ends_on"] = ValidationError(_("It cannot end before it begins."), code="before_start")
    if Programme.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        problems["name"] = ValidationError(_("There is a programme of this name already."), code="unique")
    if data.target_amount < 0:
        problems["target"] = ValidationError(_("An amount is not negative."), code="negative")
    elif priced:
        try:
            # At the rate of the month in which it began; a later one's is not known yet.
            begun = min(row.starts_on or on, on)
            money = convert(data.target_amount, data.target_currency, on=begun, field="target")
            for name, value in money.columns("target").items():
                setattr(row, name, value)
        except ValidationError as error:
            problems |= error.error_dict
    try:
        row.clean_fields(exclude={*problems, "office", "version", "target_usd"})
    except ValidationError as error:
        problems |= error.error_dict
    if problems:
        raise ValidationError(problems)
