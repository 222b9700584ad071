"""Partnerships in the world of doors: one of Senegal's that is being prepared, and a collaboration."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from crm.companies.models import Company
from crm.rates.models import ExchangeRate
from partnerships.agreements.services.agreements import set_agreement
from partnerships.engagements.services.collaborations import log_collaborations
from partnerships.engagements.services.data import CollaborationData, CompanyPart, PartnershipData
from partnerships.engagements.services.partnerships import open_partnership
from partnerships.models import Engagement
from tests.factories import CompanyFactory

HELD_ON = date(2026, 3, 4)


def partnership(cast: SimpleNamespace, *companies, **changes) -> Engagement:
    parts = [CompanyPart(each.pk) for each in companies or (CompanyFactory(lead_office=cast.senegal),)]
    told = {"title": "Solar training", "type": "implementation", "lead_office_id": cast.senegal.pk, **changes}
    return open_partnership(by=cast.focal_point, data=PartnershipData(companies=parts, **told))


def collaboration(cast: SimpleNamespace, *companies, **changes) -> Engagement:
    ids = tuple(each.pk for each in companies or (CompanyFactory(lead_office=cast.senegal),))
    told = {"title": "Workshop", "type": "advocacy", "lead_office_id": cast.senegal.pk, "starts_on": HELD_ON, **changes}
    return log_collaborations(by=cast.focal_point, data=CollaborationData(company_ids=ids, **told))[0]


def engagements(cast: SimpleNamespace) -> dict[str, object]:
    own, workshop = partnership(cast), collaboration(cast)
    set_agreement(by=cast.focal_point, partnership_id=own.pk, changes={"kind": "memorandum"})
    rate = ExchangeRate.objects.create(currency="EUR", month=date(2026, 1, 1), units_per_usd=Decimal("0.86"))
    return {
        "rates: pk": rate.pk,
        "api:exchange-rate pk": rate.pk,
        "partnerships: pk": own.pk,
        "partnerships:collaboration pk": workshop.pk,
        "api:partnership pk": own.pk,
        "api:collaboration pk": workshop.pk,
    }


def one_more_engagement(cast: SimpleNamespace, number: int) -> None:
    """Another of each kind; the first partnership and the first collaboration have more around them."""
    ExchangeRate.objects.create(currency="EUR", month=date(2025, number % 12 + 1, 1), units_per_usd=Decimal("0.9"))
    # No more companies than one page holds.
    company = Company.objects.kept().filter(lead_office=cast.senegal).earliest("pk")
    partnership(cast, company, title=f"Solar {number}", countries=("SN", "GH"))
    collaboration(cast, company, title=f"Workshop {number}", event="Fair")
