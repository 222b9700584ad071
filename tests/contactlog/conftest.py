"""The day on which these tests happen, and a company to talk to."""

from datetime import date

import pytest

from crm.contactlog.enums import InteractionKind
from crm.contactlog.services.data import InteractionData
from tests.factories import CompanyFactory

TODAY = date(2026, 11, 20)


@pytest.fixture
def company(db):
    return CompanyFactory(legal_name="Baobab Textiles SA")


@pytest.fixture
def call(company, cast):
    """Makes the data of a call by the office of Senegal; name what differs."""

    def make(**changes) -> InteractionData:
        told = {
            "company_id": company.pk,
            "office_id": cast.senegal.pk,
            "kind": InteractionKind.CALL,
            "occurred_on": TODAY,
            "subject": "Ethical recruitment",
            "notes": "They are interested",
        }
        return InteractionData(**told | changes)

    return make
