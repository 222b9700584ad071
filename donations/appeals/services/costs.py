"""What an appeal cost: added, changed, taken out. The history keeps what stood there."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import Appeal, AppealCost
from .. import policies
from . import writing
from .appeals import locked
from .data import CostData

EARLIEST = date(1990, 1, 1)


@transaction.atomic
def add_cost(*, by: User, appeal_id: int, data: CostData, on: date | None = None) -> AppealCost:
    """Raises Forbidden, or ValidationError by field."""
    day = on or clock.today()
    appeal = _held(by, appeal_id, day)
    cost = AppealCost(appeal=appeal)
    _fill(cost, data, on=day, priced=True)
    cost.save(force_insert=True)
    _changed(appeal, by, before={}, after=_told(data))
    return cost


@transaction.atomic
def edit_cost(
    *, by: User, cost_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> AppealCost:
    """Change the named fields of `CostData`. Raises Stale, Forbidden, or ValidationError by field."""
    day = on or clock.today()
    appeal = _held(by, _appeal_of(cost_id), day)
    cost = AppealCost.objects.select_for_update(no_key=True).get(pk=cost_id)
    cost.expect_version(version)
    was = CostData(cost.text, cost.spent_on, cost.cost_amount, cost.cost_currency)
    data = replace(was, **changes)
    if data == was:
        return cost
    priced = (data.amount, data.currency, data.spent_on) != (was.amount, was.currency, was.spent_on)
    _fill(cost, data, on=day, priced=priced)
    cost.save_changes("text", "spent_on", *writing.money_columns("cost"))
    before, after = writing.differences(_told(was), now=_told(data))
    _changed(appeal, by, before=before, after=after)
    return cost


@transaction.atomic
def drop_cost(*, by: User, cost_id: int, version: int | None = None, on: date | None = None) -> None:
    """Take it out; the history keeps it. Raises Stale, Forbidden."""
    appeal = _held(by, _appeal_of(cost_id), on or clock.today())
    cost = AppealCost.objects.select_for_update().get(pk=cost_id)
    cost.expect_version(version)
    before = _told(CostData(cost.text, cost.spent_on, cost.cost_amount, cost.cost_currency))
    cost.delete()
    _changed(appeal, by, before=before, after={})


def _appeal_of(cost_id: int) -> int:
    return AppealCost.objects.values_list("appeal", flat=True).get(pk=cost_id)


def _held(by: User, appeal_id: int, day: date) -> Appeal:
    """The appeal is locked before its costs."""
    appeal = locked(appeal_id)
    policies.may_keep_costs(access(by, on=day), appeal).require()
    return appeal


def _changed(appeal: Appeal, by: User, *, before: dict[str, Any], after: dict[str, Any]) -> None:
    """What the appeal yields is other than it was: its version says so."""
    appeal.save_changes()
    recorder.record(verb="appeal.cost_changed", subject=appeal, by=by, before=before, after=after)


def _fill(cost: AppealCost, data: CostData, *, on: date, priced: bool) -> None:
    cost.text, cost.spent_on = data.text.strip(), data.spent_on
    problems: dict[str, Any] = {}
    if not EARLIEST <= data.spent_on <= on:
        text = _("Enter the day on which it was spent, not one to come.")
        problems["spent_on"] = ValidationError(text, code="out_of_range")
    if data.amount == 0:
        problems["cost"] = ValidationError(_("A cost is more than nothing."), code="min_value")
    elif priced and not problems:
        problems |= writing.set_money(cost, prefix="cost", amount=data.amount, currency=data.currency, on=data.spent_on)
    writing.clean(cost, "text", "spent_on", problems=problems)


def _told(data: CostData) -> dict[str, Any]:
    return {
        "text": data.text,
        "spent_on": data.spent_on.isoformat(),
        "cost": f"{data.currency} {data.amount:.2f}",
    }
