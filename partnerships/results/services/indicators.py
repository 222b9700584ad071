"""Indicators of a partnership: baseline, targets, what was measured (domain.md section 4, P9)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from ...models import Indicator, IndicatorTarget, IndicatorValue
from . import writing

EDITABLE = frozenset({"text", "unit", "baseline", "baseline_on", "position"})


@transaction.atomic
def add_indicator(
    *, by: User, partnership_id: int, values: Mapping[str, Any], targets: Mapping[date, Decimal] | None = None
) -> Indicator:
    """Say what is measured. Raises Forbidden, or ValidationError by field."""
    row = writing.held(by=by, engagement_id=partnership_id)
    indicator = Indicator(partnership=row, position=row.indicators.count())
    writing.assign(indicator, values={name: value for name, value in values.items() if name in EDITABLE})
    _check(indicator)
    indicator.save()
    _set_targets(indicator, targets or {})
    after = {"indicator": indicator.text, **writing.plain({"baseline": indicator.baseline})}
    recorder.record(verb="indicator.added", subject=row, by=by, after=after)
    return indicator


@transaction.atomic
def edit_indicator(
    *,
    by: User,
    indicator_id: int,
    changes: Mapping[str, Any],
    targets: Mapping[date, Decimal] | None = None,
    version: int | None = None,
) -> Indicator:
    """Change the named fields; `targets` replace what is there unless they are None. Raises Stale, Forbidden, or
    ValidationError by field."""
    row = writing.held(
        by=by, engagement_id=Indicator.objects.values_list("partnership", flat=True).get(pk=indicator_id)
    )
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    indicator.expect_version(version)
    before = writing.assign(indicator, values={name: value for name, value in changes.items() if name in EDITABLE})
    _check(indicator)
    retargeted = targets is not None and _set_targets(indicator, targets)
    if not before and not retargeted:
        return indicator
    indicator.save_changes(*before)
    after = writing.plain({name: getattr(indicator, name) for name in before})
    after |= {"also_changed": ["targets"]} if retargeted else {}
    recorder.record(
        verb="indicator.changed",
        subject=row,
        by=by,
        before={"indicator": indicator.text, **writing.plain(before)},
        after=after,
    )
    return indicator


@transaction.atomic
def record_value(
    *, by: User, indicator_id: int, measured_on: date, value: Decimal, narrative: str = "", on: date | None = None
) -> IndicatorValue:
    """Keep what was measured on a day, or correct it. Raises Forbidden, or ValidationError by field."""
    row = writing.held(
        by=by, engagement_id=Indicator.objects.values_list("partnership", flat=True).get(pk=indicator_id)
    )
    if measured_on > (on or clock.today()):
        raise writing.refuse(
            "measured_on", sentence=_("This day is still to come. Enter what was measured."), code="in_the_future"
        )
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    there = IndicatorValue.objects.filter(indicator=indicator, measured_on=measured_on).first()
    before = {"value": str(there.value)} if there else {}
    new = there or IndicatorValue(indicator=indicator, measured_on=measured_on)
    new.value, new.narrative, new.by = value, narrative.strip(), by
    new.clean_fields(exclude={"indicator", "by"})
    new.save()
    recorder.record(
        verb="indicator.measured",
        subject=row,
        by=by,
        before=before,
        after={"indicator": indicator.text, "on": measured_on.isoformat(), "value": str(value)},
    )
    return new


@transaction.atomic
def drop_indicator(*, by: User, indicator_id: int, version: int | None = None) -> None:
    """Take an indicator back on which nothing was measured. Raises Stale, Forbidden, or Conflict `measured`."""
    row = writing.held(
        by=by, engagement_id=Indicator.objects.values_list("partnership", flat=True).get(pk=indicator_id)
    )
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    indicator.expect_version(version)
    if indicator.values.exists():
        raise Conflict(_("Something was measured here already: the indicator stays."), "measured")
    recorder.record(verb="indicator.dropped", subject=row, by=by, before={"indicator": indicator.text})
    indicator.delete()


def _set_targets(indicator: Indicator, targets: Mapping[date, Decimal]) -> bool:
    there = {row.due_on: row.value for row in indicator.targets.all()}
    if there == dict(targets):
        return False
    indicator.targets.exclude(due_on__in=targets).delete()
    for due_on, value in targets.items():
        IndicatorTarget.objects.update_or_create(indicator=indicator, due_on=due_on, defaults={"value": value})
    return True


def _check(indicator: Indicator) -> None:
    indicator.text = indicator.text.strip()
    if not indicator.text:
        raise writing.refuse("text", sentence=_("Say what is measured."), code="required")
    if indicator.baseline_on and indicator.baseline is None:
        raise writing.refuse("baseline", sentence=_("Give the value of that day, or leave the day out."))
