"""Person-days charged to an engagement: its cost to us."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock

from ...engagements.services import writing
from ...models import Engagement, StaffTime
from .. import policies
from .data import StaffTimeData

COLUMNS = tuple(each.name for each in fields(StaffTimeData))
MOST, EARLIEST = Decimal(100), date(2000, 1, 1)


@transaction.atomic
def charge_days(*, by: User, engagement_id: int, data: StaffTimeData, on: date | None = None) -> StaffTime:
    """Raises Forbidden, or ValidationError by field."""
    day = on or clock.today()
    engagement = writing.locked(engagement_id)
    policies.may_charge_for(access(by, on=day), data.office_id).require()
    row = StaffTime(engagement=engagement, entered_by=by)
    _fill(row, data, on=day)
    row.save()
    recorder.record(verb="staff_time.charged", subject=engagement, by=by, after=_told(row))
    return row


@transaction.atomic
def edit_days(
    *, by: User, staff_time_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> StaffTime:
    """Change the named fields of `StaffTimeData`. Raises Stale, Forbidden, or ValidationError by field."""
    day = on or clock.today()
    row, engagement = _held(staff_time_id, by=by, on=day)
    row.expect_version(version)
    before = _told(row)
    data = replace(StaffTimeData(**{name: getattr(row, name) for name in COLUMNS}), **changes)
    policies.may_charge_for(access(by, on=day), data.office_id).require()
    _fill(row, data, on=day)
    after = _told(row)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        row.save_changes(*COLUMNS)
        recorder.record(
            verb="staff_time.changed",
            subject=engagement,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return row


@transaction.atomic
def drop_days(*, by: User, staff_time_id: int, version: int | None = None, on: date | None = None) -> None:
    """Take out what was charged by mistake; the history keeps it. Raises Stale or Forbidden."""
    row, engagement = _held(staff_time_id, by=by, on=on or clock.today())
    row.expect_version(version)
    recorder.record(verb="staff_time.taken_out", subject=engagement, by=by, before=_told(row))
    row.delete()


def _held(staff_time_id: int, *, by: User, on: date) -> tuple[StaffTime, Engagement]:
    found = StaffTime.objects.get(pk=staff_time_id)
    engagement = writing.locked(found.engagement_id)
    row = StaffTime.objects.select_for_update(no_key=True).get(pk=staff_time_id)
    policies.may_charge_for(access(by, on=on), row.office_id).require()
    return row, engagement


def _fill(row: StaffTime, data: StaffTimeData, *, on: date) -> None:
    for name in COLUMNS:
        value = getattr(data, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.month = data.month.replace(day=1)
    problems: dict[str, Any] = {}
    if not EARLIEST <= row.month <= on + timedelta(days=31):
        text = _("Charge what was spent: a month that has come.")
        problems["month"] = ValidationError(text, code="out_of_range")
    if not 0 < data.days <= MOST:
        text = _("Between 0.1 and 100 person-days in one line.")
        problems["days"] = ValidationError(text, code="out_of_range")
    if not Office.objects.filter(pk=data.office_id).exists():
        problems["office"] = ValidationError(_("There is no such office."), code="does_not_exist")
    if data.person_id and not User.objects.filter(pk=data.person_id).exists():
        problems["person"] = ValidationError(_("There is no such colleague."), code="does_not_exist")
    try:
        row.clean_fields(exclude={*problems, "engagement", "office", "person", "entered_by", "version"})
    except ValidationError as error:
        problems |= error.error_dict
    if problems:
        raise ValidationError(problems)


def _told(row: StaffTime) -> dict[str, Any]:
    return {
        "office": row.office_id,
        "month": f"{row.month:%Y-%m}",
        "days": str(row.days),
        "person": row.person_id,
        "note": row.note,
    }
