"""Parts of a contribution: due when, received when."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.db import transaction

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import Instalment
from . import writing
from .data import InstalmentData


@transaction.atomic
def add_instalment(*, by: User, contribution_id: int, data: InstalmentData, on: date | None = None) -> Instalment:
    """Raises Forbidden, or ValidationError by field."""
    day = on or clock.today()
    held, contribution = writing.hold_row(contribution_id=contribution_id, by=by, on=day)
    row, _changed = writing.write_instalment(contribution=contribution, data=data, on=day)
    verb = "instalment.received" if row.received_on else "instalment.added"
    recorder.record(verb=verb, subject=held.engagement, by=by, after=writing.told_of_part(row))
    return row


@transaction.atomic
def edit_instalment(
    *, by: User, instalment_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Instalment:
    """Change the named fields of `InstalmentData`, or enter what came in. The rate stays, unless amount or day change.

    Raises Stale, Forbidden, or ValidationError by field.
    """
    day = on or clock.today()
    found = Instalment.objects.get(pk=instalment_id)
    held, contribution = writing.hold_row(contribution_id=found.contribution_id, by=by, on=day)
    row = Instalment.objects.select_for_update(no_key=True).get(pk=instalment_id)
    row.expect_version(version)
    before, came = writing.told_of_part(row), row.received_on
    told = InstalmentData(**{each.name: getattr(row, each.name) for each in fields(InstalmentData)})
    data = replace(told, **changes)
    row, changed = writing.write_instalment(contribution=contribution, data=data, on=day, row=row)
    if changed:
        verb = "instalment.received" if row.received_on and not came else "instalment.changed"
        after = writing.told_of_part(row)
        recorder.record(verb=verb, subject=held.engagement, by=by, before=before, after=after)
    return row


@transaction.atomic
def drop_instalment(*, by: User, instalment_id: int, version: int | None = None, on: date | None = None) -> None:
    """Take out a part that was entered by mistake; the history keeps it. Raises Stale or Forbidden."""
    found = Instalment.objects.get(pk=instalment_id)
    held, _contribution = writing.hold_row(contribution_id=found.contribution_id, by=by, on=on or clock.today())
    row = Instalment.objects.select_for_update(no_key=True).get(pk=instalment_id)
    row.expect_version(version)
    recorder.record(verb="instalment.taken_out", subject=held.engagement, by=by, before=writing.told_of_part(row))
    row.delete()
