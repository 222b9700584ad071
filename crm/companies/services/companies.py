"""Entering a company and changing what stands on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django_countries.fields import Country

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock

from .. import cleaning, policies
from ..models import Company
from . import writing
from .data import EDITABLE, CompanyData, NameData, RegistrationData
from .names import index_company
from .pair_nudge import nudge

__all__ = [
    "CompanyData",
    "NameData",
    "RegistrationData",
    "create_company",
    "set_lead_office",
    "set_parent",
    "set_relationship_lead",
    "set_status",
    "update_company",
]


@transaction.atomic
def create_company(
    *,
    by: User,
    data: CompanyData,
    names: Iterable[NameData] = (),
    registrations: Iterable[RegistrationData] = (),
    tags: Iterable[str] = (),
    on: date | None = None,
    indexed: bool = True,
) -> Company:
    """Enter a company. Raises Forbidden, or ValidationError by field (domain.md section 3).

    `indexed=False`: whoever enters many indexes their names together, in the same transaction (`index_companies`).
    """
    day = on or clock.today()
    who = access(by, on=day)
    policies.may_create(who).require()
    company = Company(created_by=by, lead_office=data.lead_office)
    policies.may_set_status(who, company, data.status).require()
    writing.assign(company, values=data.values(), on=day)
    writing.insert_or_save(company, fields=[name for name, value in data.values().items() if value])
    added = _set_all(company, names or None, registrations or None, tags or None)
    if indexed:
        index_company(company)
    nudge()
    recorder.record(verb="company.created", subject=company, by=by, after=_filled(company) | added)
    return company


@transaction.atomic
def update_company(
    *,
    company_id: int,
    by: User,
    version: int | None = None,
    changes: dict[str, Any],
    names: Iterable[NameData] | None = None,
    registrations: Iterable[RegistrationData] | None = None,
    tags: Iterable[str] | None = None,
    keep_former: bool = True,
    on: date | None = None,
    verb: str = "company.updated",
) -> Company:
    """Change the named fields; `names`, `registrations` and `tags` replace what is there unless they are None.

    A new legal name keeps the old one as a former name, unless `keep_former` says that it was a mere mistake.
    Raises Stale, Forbidden, Conflict, or ValidationError by field. Nothing is written where nothing differs.
    """
    day = on or clock.today()
    company = _locked_for(changes, company_id, version)
    before, after = change(company, by=by, changes=changes, on=day)
    hung_before = _hanging(company, names, registrations, tags)
    hung_after = _set_all(company, names, registrations, tags) if hung_before else {}
    differing = [key for key in hung_before if hung_before[key] != hung_after[key]]
    if not before and not differing:
        return company
    former = before.get("legal_name") if keep_former else None
    if former:
        writing.keep_former_name(company, name=former, on=day)
    writing.insert_or_save(company, fields=columns(before))
    nudge()
    if "legal_name" in before or "other_names" in differing:
        index_company(company)
    recorder.record(
        verb=verb,
        subject=company,
        by=by,
        before=before | {key: hung_before[key] for key in differing},
        after=after | {key: hung_after[key] for key in differing},
    )
    return company


def _locked_for(changes: dict[str, Any], company_id: int, version: int | None) -> Company:
    unknown = changes.keys() - EDITABLE
    if unknown:
        raise TypeError(f"no such field of a company: {', '.join(sorted(unknown))}")
    if changes.get("parent"):
        writing.lock_tree()
    company = writing.locked(company_id)
    company.expect_version(version)
    return company


def change(company: Company, *, by: User, changes: dict[str, Any], on: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ask the policies and put the changes on the locked instance; answers what differs, as (before, after)."""
    if changes.get("status", company.status) != company.status:
        # A reason belongs to the status for which it was given.
        changes = {"status_reason": "", **changes}
    policies.refusal_of(access(by, on=on), company, changes).require()
    old = {name: stored(company, name=name) for name in changes}
    writing.assign(company, values=changes, on=on)
    new = {name: stored(company, name=name) for name in changes}
    differing = [name for name in changes if old[name] != new[name]]
    return {name: old[name] for name in differing}, {name: new[name] for name in differing}


def columns(before: dict[str, Any]) -> tuple[str, ...]:
    """The columns to write for these changes."""
    return (*before, "sort_name") if "legal_name" in before else tuple(before)


def set_status(*, company_id: int, by: User, status: str, reason: str = "", version: int | None = None) -> Company:
    """Say how the company stands; "do not approach" needs its reason."""
    return update_company(
        company_id=company_id,
        by=by,
        version=version,
        changes={"status": status, "status_reason": reason},
        verb="company.status_set",
    )


def set_lead_office(*, company_id: int, by: User, office: Office | None, version: int | None = None) -> Company:
    """Name the office that leads the relationship, or nobody."""
    return update_company(
        company_id=company_id, by=by, version=version, changes={"lead_office": office}, verb="company.lead_office_set"
    )


def set_relationship_lead(*, company_id: int, by: User, person: User | None, version: int | None = None) -> Company:
    """Name the person who leads the relationship, or nobody."""
    return update_company(
        company_id=company_id,
        by=by,
        version=version,
        changes={"relationship_lead": person},
        verb="company.relationship_lead_set",
    )


def set_parent(*, company_id: int, by: User, parent: Company | None, version: int | None = None) -> Company:
    """Put the company below another in its group, or on its own."""
    return update_company(
        company_id=company_id, by=by, version=version, changes={"parent": parent}, verb="company.parent_set"
    )


def stored(company: Company, *, name: str) -> Any:
    """The value of a field as its column has it: ids for foreign keys, codes for countries."""
    attname = getattr(Company._meta.get_field(name), "attname", name)
    value = getattr(company, attname)
    return value.code or "" if isinstance(value, Country) else value


def _filled(company: Company) -> dict[str, Any]:
    """The fields that say something, for the trail."""
    return {name: str(value) for name in sorted(EDITABLE) if (value := stored(company, name=name)) not in (None, "")}


def _set_all(
    company: Company,
    names: Iterable[NameData] | None,
    registrations: Iterable[RegistrationData] | None,
    tags: Iterable[str] | None,
) -> dict[str, list[str]]:
    """Write what hangs on the company; answers how it stands afterwards."""
    if names is not None:
        writing.set_names(company, names=names)
    if registrations is not None:
        writing.set_registrations(company, registrations=registrations)
    if tags is not None:
        writing.set_tags(company, names=tags)
    return _hanging(company, names, registrations, tags)


def _hanging(company: Company, names: Any, registrations: Any, tags: Any) -> dict[str, list[str]]:
    """How that stands of which the caller said something."""
    found: dict[str, list[str]] = {}
    if names is not None:
        found["other_names"] = [
            f"{row.name} ({row.kind}{f', {row.until}' if row.until else ''})" for row in company.other_names.all()
        ]
    if registrations is not None:
        found["registrations"] = [
            f"{r.kind} {cleaning.country_code(r.country)} {r.number}" for r in company.registrations.all()
        ]
    if tags is not None:
        found["tags"] = sorted(tag.name for tag in company.tags.all())
    return found
