"""Orders that no index has give the same rows as the database's own sorting, page by page."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from crm.core import clock
from crm.listing import groups, paging
from crm.listing.paging import page_of
from crm.listing.query import TableQuery
from crm.listing.registries import tables
from tests.factories import CompanyFactory, InteractionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def several(cast):
    seats = ["KE", "SN", "", "DE", "KE", "FR", "SN", "DE", "TZ", "KE"]
    leads = [cast.focal_point, None, cast.outsider, None, cast.focal_point, None, cast.outsider, None, None, None]
    for number, (country, lead) in enumerate(zip(seats, leads, strict=True)):
        company = CompanyFactory(
            legal_name=f"N{number}",
            sort_name=f"n{number}",
            country=country,
            size=("", "micro", "large")[number % 3],
            lead_office=lead.office if lead else None,
            relationship_lead=lead,
            status="active" if number % 2 else "prospect",
        )
        if number % 3:
            day = clock.today() - timedelta(days=number % 4)
            InteractionFactory(by=cast.focal_point, office=cast.kenya, company=company, occurred_on=day)


def _query(sort: str, user, question: str = "") -> TableQuery:
    return TableQuery(tables["companies"], QueryDict(f"{question}&sort={sort}"), user)


def _walked(query: TableQuery, number: int) -> list[int]:
    return [row.pk for row in page_of(query.rows_with_related(), str(number), first_ids=query.first_ids).rows]


@pytest.mark.parametrize("column", ["country", "size", "lead_office", "relationship_lead", "last_contact"])
@pytest.mark.parametrize("way", ["", "-"])
@pytest.mark.parametrize("question", ["", "status=active", "country=KE&country=SN", "q=nothing"])
def test_the_order_is_that_of_the_whole_table(several, cast, monkeypatch, column, way, question):
    """In small portions, so that several of them are needed; the sorted rows themselves are what a file has."""
    monkeypatch.setattr(groups, "FIRST", 2)
    monkeypatch.setattr(groups, "THEN", 3)
    monkeypatch.setattr(paging, "PAGE_SIZE", 4)
    query = _query(way + column, cast.focal_point, question)
    sorted_at_once = list(query.rows.values_list("pk", flat=True))
    assert _walked(query, 1) + _walked(query, 2) + _walked(query, 3) == sorted_at_once


def test_the_database_keeps_the_orders_that_it_has(several, cast):
    assert _query("-founded", cast.focal_point).first_ids(5) is None
