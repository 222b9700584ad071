from dataclasses import replace
from types import SimpleNamespace

import pytest

from crm.core import clock
from duediligence.models import Clearance
from duediligence.screening.services.decisions import decide
from partnerships.agreements.services.agreements import set_agreement
from partnerships.engagements.services.data import CompanyPart, PartnershipData
from partnerships.engagements.services.partnerships import open_partnership
from partnerships.models import Engagement
from tests.due_diligence_world import waiting_screening
from tests.factories import CompanyFactory


@pytest.fixture
def company(cast):
    return CompanyFactory(legal_name="Lunaris Solar", lead_office=cast.senegal)


@pytest.fixture
def cleared(cast):
    """Makes a clearance of a company for partnerships, up to USD 50,000 unless told otherwise."""

    def make(company, *, conditions=(), **changes) -> Clearance:
        screening = waiting_screening(cast, company=company, **{"amount_usd": 50_000, **changes})
        outcome = "approved_with_conditions" if conditions else "approved"
        decide(
            by=cast.chief_of_mission,
            screening_id=screening.pk,
            outcome=outcome,
            reason="Good.",
            conditions=list(conditions),
        )
        return screening.clearance

    return make


@pytest.fixture
def opened(cast, company):
    """Makes a partnership of Senegal's at the beginning of the pipeline."""

    def make(*companies, by=None, **changes) -> Engagement:
        parts = [CompanyPart(each.pk) for each in companies or (company,)]
        data = PartnershipData(
            title="Solar training", type="implementation", lead_office_id=cast.senegal.pk, companies=parts
        )
        data = replace(data, **changes)
        # Senegal may be engaged already: of an approach by another office other tests tell.
        return open_partnership(by=by or cast.focal_point, data=data, going_ahead_reason="Agreed on the phone.")

    return make


@pytest.fixture
def signed(cast, today):
    def make(engagement, **changes):
        told = {"kind": "memorandum", "signed_on": today, **changes}
        return set_agreement(by=cast.focal_point, partnership_id=engagement.pk, changes=told)

    return make


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def world(cast, company, cleared, opened, signed) -> SimpleNamespace:
    """A partnership that lacks nothing but the move."""
    clearance = cleared(company)
    partnership = opened()
    signed(partnership)
    return SimpleNamespace(company=company, clearance=clearance, partnership=partnership)
