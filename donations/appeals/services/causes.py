"""Causes: headquarters' words for what people give for, in three languages. Retired, never deleted."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder

from ...models import Cause
from .. import policies
from . import writing
from .data import CauseData

WORDS = ("text_en", "text_fr", "text_es")
COLUMNS = ("code", *WORDS, "position", "retired")


@transaction.atomic
def add_cause(*, by: User, data: CauseData, on: date | None = None) -> Cause:
    """Raises Forbidden, or ValidationError by field."""
    policies.may_keep_causes(access(by, on=on)).require()
    row = Cause()
    _fill(row, data)
    row.save(force_insert=True)
    recorder.record(verb="cause.added", subject=row, by=by, after=asdict(data))
    return row


@transaction.atomic
def edit_cause(
    *, by: User, cause_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Cause:
    """Change the named fields of `CauseData`; `retired` takes it out of use, what was given for it stays.

    Raises Stale, Forbidden, or ValidationError by field.
    """
    policies.may_keep_causes(access(by, on=on)).require()
    row = Cause.objects.select_for_update(no_key=True).get(pk=cause_id)
    row.expect_version(version)
    was = CauseData(**{name: getattr(row, name) for name in COLUMNS})
    data = replace(was, **changes)
    if data == was:
        return row
    _fill(row, data)
    row.save_changes(*COLUMNS)
    before, after = writing.differences(asdict(was), now=asdict(data))
    recorder.record(verb="cause.changed", subject=row, by=by, before=before, after=after)
    return row


def _fill(row: Cause, data: CauseData) -> None:
    for name in COLUMNS:
        value = getattr(data, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    problems: dict[str, Any] = {}
    for name in WORDS:
        if not getattr(row, name):
            text = _("Say it in all three languages: donors read it in theirs.")
            problems[name] = ValidationError(text, code="required")
    if Cause.objects.filter(code=row.code).exclude(pk=row.pk).exists():
        problems["code"] = ValidationError(_("There is a cause with this code already."), code="unique")
    writing.clean(row, *COLUMNS, problems=problems)
