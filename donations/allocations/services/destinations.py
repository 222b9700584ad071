"""Destinations: projects and pooled funds, kept by the partnerships team. Closed, never deleted."""

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

from ...appeals.services import writing
from ...models import Allocation, Destination
from .. import policies
from .data import DestinationData

COLUMNS = ("name", "kind", "office_id", "unearmarked", "description", "closed_on")


@transaction.atomic
def add_destination(*, by: User, data: DestinationData, on: date | None = None) -> Destination:
    """Raises Forbidden, or ValidationError by field."""
    policies.may_keep_destinations(access(by, on=on)).require()
    row = Destination()
    causes = _fill(row, data, on=on or clock.today())
    row.save(force_insert=True)
    row.causes.set(causes)
    recorder.record(verb="destination.added", subject=row, by=by, after=_told(data))
    return row


@transaction.atomic
def edit_destination(
    *, by: User, destination_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Destination:
    """Change the named fields of `DestinationData`. It goes on serving what money was allocated to it for.

    Raises Stale, Forbidden, Conflict `wrong_intent`, or ValidationError by field.
    """
    policies.may_keep_destinations(access(by, on=on)).require()
    row = Destination.objects.select_for_update(no_key=True).get(pk=destination_id)
    row.expect_version(version)
    was = as_data(row)
    data = replace(was, **changes)
    if data == was:
        return row
    causes = _fill(row, data, on=on or clock.today(), kept=was.cause_ids)
    policies.may_serve(bound=_bound(row), causes=causes, unearmarked=row.unearmarked).require()
    row.save_changes(*(name.removesuffix("_id") for name in COLUMNS), "countries")
    row.causes.set(causes)
    before, after = writing.differences(_told(was), now=_told(data))
    recorder.record(verb="destination.changed", subject=row, by=by, before=before, after=after)
    return row


def as_data(row: Destination) -> DestinationData:
    causes = tuple(row.causes.order_by("pk").values_list("pk", flat=True))
    own = {name: getattr(row, name) for name in COLUMNS}
    return DestinationData(**own, cause_ids=causes, countries=tuple(row.countries))


def _bound(row: Destination) -> set[int | None]:
    """The causes (None for money given without one) of which approved money is there."""
    return set(Allocation.objects.approved().filter(destination=row).values_list("cause", flat=True))


def _fill(row: Destination, data: DestinationData, *, on: date, kept: tuple[int, ...] = ()) -> list[int]:
    for name in COLUMNS:
        value = getattr(data, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.countries = sorted(set(data.countries))
    problems: dict[str, Any] = {}
    causes = writing.known_causes(data.cause_ids, problems=problems, kept=kept)
    if not Office.objects.filter(pk=row.office_id).exists():
        problems["office"] = ValidationError(_("There is no such office."), code="does_not_exist")
    if Destination.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        problems["name"] = ValidationError(_("There is a destination of this name already."), code="unique")
    if not causes and not row.unearmarked and "causes" not in problems:
        text = _("Say which causes it serves, or that it takes money given without one.")
        problems["causes"] = ValidationError(text, code="required")
    if row.closed_on and row.closed_on > on:
        problems["closed_on"] = ValidationError(_("Enter it once it is closed."), code="future")
    writing.clean(row, "name", "kind", "unearmarked", "description", "closed_on", "countries", problems=problems)
    return causes


def _told(data: DestinationData) -> dict[str, Any]:
    return {**asdict(data), "closed_on": data.closed_on and data.closed_on.isoformat()}
