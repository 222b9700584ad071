"""The list of companies: what it finds, and that it stays fast."""

from datetime import date

import pytest
from django.test import Client

from crm.accounts.models import RegionCountry
from crm.companies.models import Company, CompanyName, Interest, MaturityAssessment, Tag
from tests.factories import CompanyFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, focal_point):
    client.force_login(focal_point)
    return lambda query="": client.get(f"/companies/?{query}")


@pytest.fixture
def four(cast):
    """In the region by country; by its lead office; elsewhere; a foundation without a country."""
    RegionCountry.objects.create(country="ML", office=cast.dakar)
    by = {"founded": 1990, "isic": "C10", "size": "large", "status": "active"}
    found = {
        "Alpha": CompanyFactory(legal_name="Alpha", sort_name="alpha", country="ML", **by),
        "Beta": CompanyFactory(legal_name="Beta Co", sort_name="beta co", country="US", lead_office=cast.senegal),
        "Gamma": CompanyFactory(legal_name="Gamma", sort_name="gamma", country="KE", global_compact="active"),
        "Delta": CompanyFactory(legal_name="Delta", sort_name="delta", country="", kind="foundation"),
    }
    CompanyName.objects.create(company=found["Gamma"], name="Akme", sort_name="akme")
    found["Alpha"].tags.add(Tag.objects.create(name="airline"))
    theme = ThemeFactory()
    person = cast.focal_point
    Interest.objects.create(company=found["Beta"], theme=theme, source="x", noted_by=person, noted_on=date(2026, 1, 1))
    for level, year in (("leader", 2024), ("mature", 2026)):
        MaturityAssessment.objects.create(
            company=found["Delta"], level=level, evidence="x", assessed_on=date(year, 1, 1), assessed_by=person
        )
    return {"dakar": cast.dakar.pk, "senegal": cast.senegal.pk, "tag": Tag.objects.get().pk, "theme": theme.pk}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=alp", ["Alpha"]),
        ("q=ÀKME", ["Gamma"]),
        ("q=co beta", ["Beta Co"]),
        ("region={dakar}", ["Alpha", "Beta Co"]),
        ("country=KE&country=ML", ["Alpha", "Gamma"]),
        ("kind=foundation", ["Delta"]),
        ("status=active", ["Alpha"]),
        ("lead_office={dakar}", ["Beta Co"]),
        ("lead_office={senegal}", ["Beta Co"]),
        ("sector=C", ["Alpha"]),
        ("sector=C10", ["Alpha"]),
        ("size=large", ["Alpha"]),
        ("tag={tag}", ["Alpha"]),
        ("theme={theme}", ["Beta Co"]),
        ("global_compact=active", ["Gamma"]),
        ("maturity=mature", ["Delta"]),
        ("maturity=leader", []),
        ("country=XX", ["Alpha", "Beta Co", "Delta", "Gamma"]),
    ],
)
def test_companies_are_found(page, four, query, found):
    response = page(query.format(**four))
    assert [company.legal_name for company in response.context["page"].rows] == found


def test_the_list_needs_as_many_queries_for_2_as_for_12(page, cast, django_assert_max_num_queries):
    columns = "&".join(f"col={key}" for key in ("lead_office", "relationship_lead", "tags", "maturity", "last_contact"))
    tag = Tag.objects.create(name="airline")

    def more(count: int) -> None:
        for _each in range(count):
            company = CompanyFactory(lead_office=cast.senegal, relationship_lead=cast.focal_point)
            company.tags.add(tag)
            CompanyName.objects.create(company=company, name=f"Other {company.pk}", sort_name=f"other {company.pk}")

    more(2)
    page(columns)
    with django_assert_max_num_queries(22) as few:
        page(columns)
    more(10)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(page(columns).context["page"].rows) == 12


def test_the_bin_is_not_in_the_list(page):
    company = CompanyFactory()
    Company.objects.filter(pk=company.pk).update(binned_at="2026-01-01T00:00Z")
    assert page().context["page"].rows == []


def test_nobody_is_shown_it_who_is_not_signed_in(client):
    assert client.get("/companies/").status_code == 302


def test_auditors_see_no_way_to_change_many(client, auditor):
    CompanyFactory()
    client.force_login(auditor)
    assert 'name="row"' not in client.get("/companies/").text
