"""The list of companies: what it finds, in which order, and that it stays fast."""

import pytest
from django.test import Client

from crm.companies.models import CompanyName
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, focal_point):
    client.force_login(focal_point)
    return lambda query="": client.get(f"/companies/{query}")


def names(response) -> list[str]:
    return [company.legal_name for company in response.context["page"].rows]


def test_it_runs(page):
    c = CompanyFactory(legal_name="Acme Ghana", country="GH")
    CompanyName.objects.create(company=c, name="Akme", sort_name="akme")
    r = page("?q=akm&region=")
    assert r.status_code == 200, r.content
    assert names(r) == ["Acme Ghana"]
