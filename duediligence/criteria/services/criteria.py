"""Criteria: a new one, and the next version of one. Source: due-diligence.md, exclusionary criteria."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import CriterionGroup
from ...models import Criterion, CriterionVersion
from .. import policies
from . import checks, versions
from .data import CriterionData
from .proposing import refresh_proposals

# The address of the page for a new one.
RESERVED = "new"


@transaction.atomic
def add_criterion(
    *, by: User, code: str, group: str, data: CriterionData, order: int = 100, on: date | None = None
) -> CriterionVersion:
    """Ask something new. Raises Forbidden, or ValidationError by field."""
    policies.may_set(by).require()
    _check_name(code, group)
    checks.check_criterion(data, on=on or clock.today())
    criterion = Criterion.objects.create(code=code, group=group, order=order)
    version = _write(criterion, 1, by, data)
    recorder.record(verb="criterion.added", subject=version, by=by, after={"group": group, "text_en": data.text_en})
    refresh_proposals(on=on or clock.today())
    return version


@transaction.atomic
def set_criterion(
    *, by: User, criterion_id: int, data: CriterionData, seen: int | None = None, on: date | None = None
) -> CriterionVersion:
    """The criterion as it reads from a day on; what was answered under earlier versions stays.

    `seen` is the number of the version that the person looked at. Raises Stale, Forbidden, Conflict, or
    ValidationError by field.
    """
    policies.may_set(by).require()
    criterion = Criterion.objects.select_for_update(no_key=True).get(pk=criterion_id)
    latest = criterion.versions.select_related("criterion").latest("number")
    versions.expect(latest=latest, number=latest.number, seen=seen)
    checks.check_criterion(data, on=on or clock.today())
    if data.kind != latest.kind:
        raise ValidationError(
            {"kind": ValidationError(_("Answers of another kind cannot be compared. Retire it and add a new one."))}
        )
    before, after = versions.differences(latest=latest, values=asdict(data))
    version = _write(criterion, latest.number + 1, by, data)
    recorder.record(verb=_verb(data, latest), subject=version, by=by, before=before, after=after)
    refresh_proposals(on=on or clock.today())
    return version


def _verb(data: CriterionData, latest: CriterionVersion) -> str:
    if data.retired == latest.retired:
        return "criterion.changed"
    return "criterion.retired" if data.retired else "criterion.resumed"


def _write(criterion: Criterion, number: int, by: User, data: CriterionData) -> CriterionVersion:
    values: dict[str, Any] = asdict(data) | {"tracks": list(data.tracks), "options": list(data.options)}
    return CriterionVersion.objects.create(criterion=criterion, number=number, set_by=by, **values)


def _check_name(code: str, group: str) -> None:
    found = checks.Problems()
    if not code or slugify(code) != code or len(code) > 50 or code == RESERVED:
        found.add("code", _("Use small letters, digits and hyphens, at most 50: for instance “deep-sea-mining”."))
    elif Criterion.objects.filter(code=code).exists():
        found.add(
            "code", _("There is a criterion of this code already. Open that one and set a new version."), "unique"
        )
    if group not in CriterionGroup.values:
        found.add("group", _("Choose the group under which it is asked."), "invalid_choice")
    found.refuse()
