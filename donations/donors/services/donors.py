"""Donors: companies of the register, and private persons, whose personal data stay out of the trail."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.enums import CompanyKind
from crm.companies.models import Company
from crm.core import clock
from crm.core.text import fold

from ...enums import DonorKind
from ...models import Donation, Donor, DonorDetails
from .. import policies
from .data import DonorData, PersonData

# What the trail keeps of a donor; personal data are named in it, and never told.
TOLD = (
    "office_id",
    "company_id",
    "country",
    "language",
    "anonymous",
    "may_email",
    "consent_note",
    "consent_on",
)
PERSONAL = ("name", "email", "phone", "address", "note")


def offices_of(donor: Donor) -> frozenset[int]:
    """To which offices they gave."""
    return frozenset(Donation.objects.filter(donor=donor).values_list("office", flat=True).distinct())


@transaction.atomic
def add_donor(*, by: User, data: DonorData, on: date | None = None) -> Donor:
    """Enter a donor. A company is a donor once: the one that is there is answered.

    Raises Forbidden, or ValidationError by field.
    """
    policies.may_keep_for(access(by, on=on), data.office_id).require()
    if data.person is None and data.company_id is not None:
        there = Donor.objects.filter(kind=DonorKind.COMPANY, company=data.company_id).order_by("pk").first()
        if there is not None:
            return there
    donor = Donor(kind=DonorKind.COMPANY if data.person is None else DonorKind.PERSON, entered_by=by)
    _fill(donor, data)
    donor.save(force_insert=True)
    if data.person is not None:
        DonorDetails(donor=donor, sort_name=fold(data.person.name), **asdict(data.person)).save(force_insert=True)
    recorder.record(verb="donor.added", subject=donor, by=by, after=_told(donor))
    return donor


@transaction.atomic
def edit_donor(
    *, by: User, donor_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Donor:
    """Change the named fields of `DonorData`, those of a person by the names of `PersonData`.

    Raises Stale, Forbidden, Conflict `erased` or `clearance_relied_on`, or ValidationError by field.
    """
    donor = Donor.objects.select_for_update(of=("self",), no_key=True).get(pk=donor_id)
    donor.expect_version(version)
    held = access(by, on=on)
    policies.may_change(held, donor, offices_of(donor)).require()
    personal = {name: changes[name] for name in PERSONAL if name in changes}
    plain = {name: changes[name] for name in TOLD if name in changes}
    if plain.get("office_id", donor.office_id) != donor.office_id:
        policies.may_keep_for(held, plain["office_id"]).require()
    if plain.get("company_id", donor.company_id) != donor.company_id:
        relied_on = Donation.objects.filter(donor=donor, clearance__isnull=False).exists()
        policies.may_change_company(relied_on).require()
    before = _told(donor)
    details = _details(donor)
    person = replace(details, **personal) if details else None
    _fill(donor, DonorData(**{name: plain.get(name, getattr(donor, name)) for name in TOLD}, person=person))
    after = _told(donor)
    changed = {name for name in after if after[name] != before[name]}
    of_person = sorted(name for name in personal if details and getattr(details, name) != getattr(person, name))
    if of_person and person:
        DonorDetails.objects.filter(donor=donor).update(sort_name=fold(person.name), **asdict(person))
    if changed or of_person:
        donor.save_changes(*(name.removesuffix("_id") for name in changed))
        _move_gifts(donor, before["company_id"])
        recorder.record(
            verb="donor.changed",
            subject=donor,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed} | ({"personal_data": of_person} if of_person else {}),
        )
    return donor


def _move_gifts(donor: Donor, company_id: int | None) -> None:
    """Gifts stand under the company of their donor."""
    if donor.company_id != company_id:
        Donation.objects.filter(donor=donor).update(company=donor.company_id)


def _details(donor: Donor) -> PersonData | None:
    row = DonorDetails.objects.filter(donor=donor).first()
    return PersonData(**{name: getattr(row, name) for name in PERSONAL}) if row else None


def _fill(donor: Donor, data: DonorData) -> None:
    for name in TOLD:
        value = getattr(data, name)
        setattr(donor, name, value.strip() if isinstance(value, str) else value)
    problems = _company_problems(donor)
    if donor.kind == DonorKind.PERSON and not (data.person and data.person.name.strip()):
        problems["name"] = ValidationError(_("Enter the name of the donor."), code="required")
    if data.may_email and not data.consent_note.strip():
        text = _("Say how and where the donor agreed to e-mail.")
        problems["consent_note"] = ValidationError(text, code="required")
    if data.may_email and donor.consent_on is None:
        donor.consent_on = clock.today()
    try:
        donor.clean_fields(exclude={"entered_by", "version"})
        if data.person:
            DonorDetails(donor=donor, **asdict(data.person)).clean_fields(exclude={"donor", "sort_name"})
    except ValidationError as error:
        problems |= {name: errors for name, errors in error.error_dict.items() if name not in problems}
    if problems:
        raise ValidationError(problems)


def _company_problems(donor: Donor) -> dict[str, Any]:
    """A company donor is one of the register; the entry of a person is one of an individual."""
    company = Company.objects.kept().filter(pk=donor.company_id).first() if donor.company_id else None
    if donor.company_id and company is None:
        return {"company": ValidationError(_("This company is not in Concord any more."), code="does_not_exist")}
    if donor.kind == DonorKind.COMPANY and company is None:
        return {"company": ValidationError(_("Choose the company that gives."), code="required")}
    if donor.kind == DonorKind.PERSON and company and company.kind != CompanyKind.INDIVIDUAL:
        text = _("Choose an entry of the kind “individual”: this one is about an organisation.")
        return {"company": ValidationError(text, code="not_an_individual")}
    return {}


def _told(donor: Donor) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(donor, name) for name in TOLD}
    return said | {"kind": donor.kind, "consent_on": donor.consent_on and donor.consent_on.isoformat()}
