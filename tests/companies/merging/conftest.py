"""Two companies with something of everything, and what their tables hold."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile

from crm.companies.merging.references import pointing_at
from crm.companies.models import Company, CompanyName, Contact, Registration, Tag
from crm.companies.services.documents import file_document
from crm.companies.services.interests import note_interest
from crm.companies.services.maturity import assess_maturity
from crm.contactlog.models import GoingAhead
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    ContactFactory,
    CoordinationRequestFactory,
    InteractionFactory,
    ThemeFactory,
)

# What tells that something was done to a row, not what the row says.
BOOKKEEPING = {"version", "updated_at"}


def dump(model: type[Any]) -> dict[str, dict[int, dict[str, Any]]]:
    """Every row of the model and of all that points at it."""
    models = {model, *(column.model for column in pointing_at(model).values())}
    models = {each for each in models if each._meta.label != "companies.Merge"}
    return {each._meta.label: _rows(each) for each in models}


def _rows(model: type[Any]) -> dict[int, dict[str, Any]]:
    rows, key = model._base_manager.values(), model._meta.pk.attname
    return {row[key]: {name: value for name, value in row.items() if name not in BOOKKEEPING} for row in rows}


def furnish(cast: SimpleNamespace, company: Company, number: int) -> None:
    """One of each kind that only this company has, and one of each that can collide with another's."""
    by = cast.partnerships_officer
    # Interests, documents and assessments are those of the team; without an office of their own nothing is filed.
    for name in (f"Own name {number}", "Shared name"):
        CompanyName.objects.create(company=company, name=name, sort_name=name.lower())
    Registration.objects.create(company=company, number=f"R-{number}")
    Registration.objects.create(company=company, number="R-shared", country="SN")
    for tag in (f"tag {number}", "shared"):
        company.tags.add(Tag.objects.get_or_create(name=tag)[0])
    person = AffiliationFactory(company=company).contact
    for code in (f"theme-{number}", "shared-theme"):
        theme = ThemeFactory(code=code, name_en=code)
        note_interest(company_id=company.pk, by=by, theme=theme, source="Annual report")
    assess_maturity(company_id=company.pk, by=by, level="leader", evidence=f"Report {number}")
    file_document(company_id=company.pk, by=by, upload=ContentFile(b"%%PDF-1.7 %d" % number, name=f"{number}.pdf"))
    CompanyFactory(parent=company)
    talk = InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point, calendar_uid=f"own-{number}")
    talk.contacts.add(person)
    InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point, calendar_uid="shared-invitation")
    CoordinationRequestFactory(
        company=company, from_office=cast.kenya, to_office=cast.senegal, requested_by=cast.outsider
    )
    CoordinationRequestFactory(
        company=company,
        from_office=cast.ghana if number % 2 else cast.nairobi,
        to_office=cast.senegal,
        requested_by=cast.neighbour,
    )
    GoingAhead.objects.create(company=company, office=cast.kenya, by=cast.outsider, reason=f"They called {number}")


@pytest.fixture
def pair(cast) -> SimpleNamespace:
    """The source, which is to go, and the target; Senegal leads both."""
    source = CompanyFactory(legal_name="Baobab Textile", lead_office=cast.senegal, city="Thiès", website="https://b.sn")
    target = CompanyFactory(legal_name="Baobab Textiles SA", lead_office=cast.senegal, city="Dakar")
    furnish(cast, source, 1)
    furnish(cast, target, 2)
    shared = ContactFactory(name="Ousmane Fall")
    for company in (source, target):
        AffiliationFactory(company=company, contact=shared, title="Director")
    return SimpleNamespace(source=source, target=target)


@pytest.fixture
def people(cast) -> SimpleNamespace:
    """Two records of one person, who met us twice, once under both."""
    by = cast.focal_point
    source = ContactFactory(name="O. Fall", emails=["o.fall@b.sn", "of@b.sn"], notes="Speaks Wolof", created_by=by)
    target = ContactFactory(name="Ousmane Fall", emails=["O.Fall@b.sn"], phones=["+221 1"], created_by=by)
    company = CompanyFactory(lead_office=cast.senegal)
    for contact in (source, target):
        AffiliationFactory(company=company, contact=contact, title="Director")
    AffiliationFactory(company=CompanyFactory(), contact=source, title="Adviser")
    both = InteractionFactory(company=company, office=cast.senegal, by=by)
    both.contacts.add(source, target)
    alone = InteractionFactory(company=company, office=cast.senegal, by=by)
    alone.contacts.add(source)
    return SimpleNamespace(source=source, target=target, both=both, alone=alone, company=company)


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


__all__ = ["Contact", "dump", "fresh", "furnish"]
