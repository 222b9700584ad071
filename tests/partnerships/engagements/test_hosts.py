"""What engagements bring to the pages of others: bin, search, changes, figures, companies, offices."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from crm.accounts.access import access
from crm.companies.models import Company
from crm.companies.registries import company_filters, timeline_sources
from crm.core import clock
from crm.core.extension_points import bin_sources, change_sources, figure_sources, search_providers
from partnerships.engagements import policies
from partnerships.engagements.countries import countries_of
from partnerships.engagements.services.bin import bin_engagement
from partnerships.models import Engagement
from partnerships.pipeline.services.moves import move
from tests.cast import PEOPLE
from tests.factories import CompanyFactory
from tests.partnerships_world import collaboration


def page(user, name, *args, **query):
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_bin_offers_what_the_policy_allows(cast, opened, person):
    user = getattr(cast, person)
    rows = [opened(), opened(office_ids=(cast.ghana.pk,)), opened(relationship_lead_id=cast.outsider.pk)]
    for row in rows:
        bin_engagement(by=cast.focal_point, engagement_id=row.pk)
    offered = {row.pk for row in bin_sources.get("engagements").rows(user)}
    held = access(user)
    assert offered == {r.pk for r in rows if policies.may_change(held, r, [o.pk for o in r.offices.all()])}


def test_the_bin_gives_back(cast, opened):
    row = opened()
    bin_engagement(by=cast.focal_point, engagement_id=row.pk)
    source = bin_sources.get("engagements")
    (binned,) = source.rows(cast.focal_point)
    assert source.present(binned, cast.focal_point).title == row.title
    source.restore(by=cast.focal_point, pk=row.pk)
    assert Engagement.objects.kept().get() == row


def test_titles_are_found_by_their_words(cast, opened):
    row = opened(title="Solar training for returnees")
    find = search_providers.get("engagements").find
    assert [hit.url for hit in find(cast.outsider, "solar return", 5)] == [
        reverse("partnerships:partnership_detail", args=[row.pk])
    ]
    assert find(cast.outsider, "solar lunar", 5) == []
    assert find(cast.outsider, "solar tr", 5)[0].score > find(cast.outsider, "training", 5)[0].score


def test_colleagues_of_the_area_are_told(cast, company, opened):
    before = clock.now() - timedelta(minutes=1)
    opened()
    collaboration(cast, company)
    since = change_sources.get("engagements").since
    assert len(list(since(cast.chief_of_mission, before, 10))) == 2
    assert len(list(since(cast.regional_director, before, 10))) == 2
    assert list(since(cast.outsider, before, 10)) == []
    assert list(since(cast.focal_point, before, 10)) == [], "one's own deeds are no news"


def test_figures_count_the_area(cast, opened):
    opened()
    read = figure_sources.get("engagements").figures
    values = {
        person: [f.value for f in read(getattr(cast, person), clock.today())] for person in ("focal_point", "outsider")
    }
    assert values == {"focal_point": ["0", "1"], "outsider": ["0", "0"]}


@pytest.fixture
def abroad(cast, company):
    """With the company in Senegal, as the lead office tells, and in two countries that it names."""
    collaboration(cast, company, title="Home")
    collaboration(cast, company, title="Away", countries=("GH", "KE"))
    return company


def test_in_several_countries(cast, abroad):
    elsewhere = CompanyFactory(lead_office=cast.senegal)
    collaboration(cast, elsewhere)
    assert countries_of([abroad.pk, elsewhere.pk]) == {abroad.pk: ["GH", "KE", "SN"], elsewhere.pk: ["SN"]}
    listed = page(cast.outsider, "partnerships:several_countries")
    assert (abroad.legal_name in listed.text, elsewhere.legal_name in listed.text) == (True, False)
    assert abroad.legal_name in page(cast.outsider, "partnerships:several_countries", year=2026).text
    assert "Works with us in several countries" in page(cast.outsider, "companies:detail", abroad.pk).text


@pytest.mark.parametrize(("how", "found"), [("several", True), ("none", False), ("open", False), ("active", False)])
def test_the_list_of_companies_is_narrowed(cast, abroad, how, found):
    rows = company_filters.get("engagements").narrow(Company.objects.all(), how, cast.focal_point)
    assert rows.filter(pk=abroad.pk).exists() is found


def test_the_timeline_tells_each_step(cast, company, opened):
    row = opened()
    move(by=cast.focal_point, partnership_id=row.pk, target="researching")
    collaboration(cast, company)
    entries = list(timeline_sources.get("engagements").entries(company, cast.outsider, None, 10))
    assert [str(each.title) for each in entries] == [
        "Solar training: Researching",
        "Solar training: Identified",
        "Collaboration: Workshop",
    ]
    early = timeline_sources.get("engagements").entries(company, cast.outsider, clock.today(), 10)
    assert [str(each.title) for each in early] == ["Collaboration: Workshop"]


def test_the_portfolio_of_an_office_includes_those_below(cast, opened):
    row = opened()
    assert row.title in page(cast.outsider, "accounts:office", cast.dakar.pk).text
    assert row.title not in page(cast.outsider, "accounts:office", cast.kenya.pk).text


def test_the_company_page_offers_both(cast, company):
    text = page(cast.focal_point, "companies:detail", company.pk).text
    assert f"{reverse('partnerships:partnership_create')}?company={company.pk}" in text
    assert reverse("partnerships:partnership_create") not in page(cast.auditor, "companies:detail", company.pk).text
