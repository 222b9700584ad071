"""Appeals: entered, changed, opened and closed (domain.md section 6). Each deed stands in the trail."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock

from ...enums import AppealState
from ...models import Appeal
from .. import policies
from . import writing
from .data import AppealData

COLUMNS = ("title", "text", "office_id", "starts_on", "ends_on")
LATEST = date(2100, 1, 1)


@transaction.atomic
def add_appeal(*, by: User, data: AppealData, on: date | None = None) -> Appeal:
    """Draft an appeal. Raises Forbidden, or ValidationError by field."""
    day = on or clock.today()
    policies.may_appeal_for(access(by, on=day), data.office_id).require()
    row = Appeal()
    causes = _fill(row, data, on=day, priced=True)
    row.save(force_insert=True)
    row.causes.set(causes)
    recorder.record(verb="appeal.added", subject=row, by=by, after=_told(data))
    return row


@transaction.atomic
def edit_appeal(
    *, by: User, appeal_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Appeal:
    """Change the named fields of `AppealData`; the goal keeps its rate, unless amount or currency change.

    Raises Stale, Forbidden, Conflict `closed`, or ValidationError by field.
    """
    day = on or clock.today()
    row = locked(appeal_id)
    held = access(by, on=day)
    policies.may_change(held, row).require()
    row.expect_version(version)
    was = as_data(row)
    data = replace(was, **changes)
    if data == was:
        return row
    if data.office_id != was.office_id:
        policies.may_appeal_for(held, data.office_id).require()
    priced = (data.goal_amount, data.goal_currency) != (was.goal_amount, was.goal_currency)
    causes = _fill(row, data, on=day, priced=priced, kept=was.cause_ids)
    row.save_changes(*(name.removesuffix("_id") for name in COLUMNS), "countries", *writing.money_columns("goal"))
    row.causes.set(causes)
    before, after = writing.differences(_told(was), now=_told(data))
    recorder.record(verb="appeal.changed", subject=row, by=by, before=before, after=after)
    return row


@transaction.atomic
def open_appeal(*, by: User, appeal_id: int, version: int | None = None, on: date | None = None) -> Appeal:
    """From now on it takes gifts; also one that was closed. Raises Stale, Forbidden, Conflict."""
    row = locked(appeal_id)
    policies.may_open(access(by, on=on), row).require()
    row.expect_version(version)
    return _move(row, AppealState.OPEN, verb="appeal.opened", by=by)


@transaction.atomic
def close_appeal(*, by: User, appeal_id: int, version: int | None = None, on: date | None = None) -> Appeal:
    """It takes no new gift. Raises Stale, Forbidden, Conflict."""
    row = locked(appeal_id)
    policies.may_close(access(by, on=on), row).require()
    row.expect_version(version)
    return _move(row, AppealState.CLOSED, verb="appeal.closed", by=by)


def _move(row: Appeal, state: AppealState, *, verb: str, by: User) -> Appeal:
    before, row.state = row.state, state
    row.save_changes("state")
    recorder.record(verb=verb, subject=row, by=by, before={"state": before}, after={"state": row.state})
    return row


def locked(appeal_id: int) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",), no_key=True)
    found: Appeal = rows.select_related("office").get(pk=appeal_id)
    return found


def as_data(row: Appeal) -> AppealData:
    return AppealData(
        title=row.title,
        office_id=row.office_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        text=row.text,
        goal_amount=row.goal_amount,
        goal_currency=row.goal_currency,
        countries=tuple(row.countries),
        cause_ids=tuple(row.causes.order_by("pk").values_list("pk", flat=True)),
    )


def _fill(row: Appeal, data: AppealData, *, on: date, priced: bool, kept: tuple[int, ...] = ()) -> list[int]:
    """Into the row; answers the causes, which are linked once it is saved."""
    for name in COLUMNS:
        value = getattr(data, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.countries = sorted(set(data.countries))
    problems: dict[str, Any] = {}
    causes = writing.known_causes(data.cause_ids, problems=problems, kept=kept)
    if not Office.objects.filter(pk=row.office_id).exists():
        problems["office"] = ValidationError(_("There is no such office."), code="does_not_exist")
    if row.ends_on and row.ends_on < row.starts_on:
        problems["ends_on"] = ValidationError(_("It cannot end before it begins."), code="before_start")
    if max(row.starts_on, row.ends_on or row.starts_on) > LATEST:
        problems["starts_on"] = ValidationError(_("Check the year."), code="out_of_range")
    if priced:
        # At the rate of the month in which it begins; a later one's is not known yet.
        priced_on = min(row.starts_on, on)
        problems |= writing.set_money(
            row, prefix="goal", amount=data.goal_amount, currency=data.goal_currency, on=priced_on
        )
    writing.clean(
        row, *(name.removesuffix("_id") for name in COLUMNS if name != "office_id"), "countries", problems=problems
    )
    return causes


def _told(data: AppealData) -> dict[str, Any]:
    return {name: value if isinstance(value, int | tuple) else str(value or "") for name, value in asdict(data).items()}
