"""The tree of offices: made, changed, moved, closed (domain.md section 2)."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from crm.audit.recorder import changes, record

from .. import policies
from ..enums import PARENT_KINDS, OfficeKind
from ..models import Office, RegionCountry, User


@dataclass(frozen=True, kw_only=True)
class OfficeData:
    """What an administrator says about an office; kind and place in the tree are deeds of their own."""

    code: str
    name: str
    country: str
    city: str = ""
    time_zone: str = "UTC"
    email: str = ""


@transaction.atomic
def create_office(*, by: User, kind: str, parent: Office, data: OfficeData) -> Office:
    """Raises Forbidden for all but administrators, ValidationError for a place that does not suit the kind."""
    policies.may_administer(by).require()
    above = _lock_parent(kind, parent)
    office = Office(kind=kind, parent=above, **asdict(data))
    office.full_clean()
    office.save()
    office.path = f"{above.path}{office.pk}/"
    office.save(update_fields=["path"])
    _answer_for_country(office)
    record(verb="office.created", subject=office, by=by, after={**asdict(data), "kind": kind, "parent": above.pk})
    return office


@transaction.atomic
def edit_office(*, by: User, office: Office, data: OfficeData, version: int | None = None) -> Office:
    """Raises Stale when somebody changed the office after `version` was read."""
    policies.may_administer(by).require()
    office = _lock(office)
    office.expect_version(version)
    before, after = changes(office, asdict(data))
    _set(office, asdict(data))
    office.full_clean()
    office.save_changes(*asdict(data))
    record(verb="office.edited", subject=office, by=by, before=before, after=after)
    return office


@transaction.atomic
def set_staffing(*, by: User, office: Office, staffing: str, note: str = "", version: int | None = None) -> Office:
    """How private-sector work is staffed: by the office's head, the partnerships team or an administrator."""
    policies.may_edit_staffing(by, office).require()
    office = _lock(office)
    office.expect_version(version)
    new = {"staffing": staffing, "staffing_note": note}
    before, after = changes(office, new)
    _set(office, new)
    office.full_clean()
    office.save_changes(*new)
    record(verb="office.staffing_set", subject=office, by=by, before=before, after=after)
    return office


@transaction.atomic
def move_office(*, by: User, office: Office, parent: Office, version: int | None = None) -> Office:
    """Under another office, with everything below it; a country office takes its country to the new region."""
    policies.may_move(by, office).require()
    above = _lock_parent(office.kind, parent)
    office = _lock(office)
    office.expect_version(version)
    if above.path.startswith(office.path):
        raise ValidationError({"parent": _("An office cannot report to itself.")})
    before, old_path, new_path = office.parent_id, office.path, f"{above.path}{office.pk}/"
    below = Office.objects.below(office).exclude(pk=office.pk)
    below.update(path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1)))
    office.parent, office.path = above, new_path
    office.save_changes("parent", "path")
    _answer_for_country(office)
    record(verb="office.moved", subject=office, by=by, before={"parent": before}, after={"parent": above.pk})
    return office


@transaction.atomic
def close_office(*, by: User, office: Office, on: date, version: int | None = None) -> Office:
    """Raises Conflict while offices, roles or people still belong to it."""
    _lock_tree()
    office = _lock(office)
    policies.may_close(by, office, on=on).require()
    office.expect_version(version)
    office.closed_on = on
    office.save_changes("closed_on")
    record(verb="office.closed", subject=office, by=by, after={"closed_on": on})
    return office


@transaction.atomic
def reopen_office(*, by: User, office: Office, version: int | None = None) -> Office:
    office = _lock(office)
    policies.may_reopen(by, office).require()
    office.expect_version(version)
    before, office.closed_on = office.closed_on, None
    office.save_changes("closed_on")
    record(verb="office.reopened", subject=office, by=by, before={"closed_on": before})
    return office


@transaction.atomic
def set_region_countries(*, by: User, office: Office, countries: list[str]) -> None:
    """The countries that a regional office answers for; one that belonged to another region moves here."""
    policies.may_administer(by).require()
    if not policies.answers_for_countries(office):
        raise ValidationError(_("Only a regional office answers for countries."))
    _lock_tree()
    before = sorted(office.region_countries.values_list("country", flat=True))
    office.region_countries.exclude(country__in=countries).delete()
    for code in countries:
        RegionCountry.objects.update_or_create(country=code, defaults={"office": office})
    record(
        verb="office.countries_set",
        subject=office,
        by=by,
        before={"countries": before},
        after={"countries": sorted(countries)},
    )


def _lock_tree() -> None:
    """Whoever changes the shape of the tree holds its root: paths are computed by one at a time."""
    Office.objects.select_for_update().get(kind=OfficeKind.HEADQUARTERS)


def _lock(office: Office) -> Office:
    return Office.objects.select_for_update().get(pk=office.pk)


def _lock_parent(kind: str, parent: Office) -> Office:
    _lock_tree()
    above = _lock(parent)
    if above.kind not in PARENT_KINDS.get(kind, ()):
        raise ValidationError({"parent": _("An office of this kind cannot report to that one.")})
    if above.closed_on:
        raise ValidationError({"parent": _("That office is closed.")})
    return above


def _answer_for_country(office: Office) -> None:
    """The country of a country office belongs to the region that the office stands in."""
    if office.kind == OfficeKind.COUNTRY and office.parent:
        RegionCountry.objects.update_or_create(country=office.country, defaults={"office": office.parent})


def _set(office: Office, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(office, name, value)
