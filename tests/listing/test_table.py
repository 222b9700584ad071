"""The machinery of every list: sort, columns, pages, chips."""

import pytest

from crm.listing import paging
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [company.legal_name for company in response.context["page"].rows]


def keys(response) -> list[str]:
    return [column.key for column in response.context["query"].columns]


@pytest.fixture
def three(db):
    for name, country, founded in (("B", "KE", 1990), ("A", "SN", None), ("C", "", 1980)):
        CompanyFactory(legal_name=name, sort_name=name.lower(), country=country, founded=founded)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "ABC"),
        ("name", "ABC"),
        ("-name", "CBA"),
        ("founded", "CBA"),
        ("-founded", "BCA"),
        ("country", "BAC"),
        ("-country", "ABC"),
        ("tags", "ABC"),
        ("nonsense", "ABC"),
    ],
)
def test_sorting_puts_what_is_empty_last(browser, three, sort, order):
    assert "".join(names(browser.get(f"/companies/?sort={sort}"))) == order


def test_the_heading_says_how_it_is_sorted(browser, three):
    assert 'aria-sort="descending"' in browser.get("/companies/?sort=-name").text


def test_columns_are_chosen_and_the_name_stays(browser, three):
    assert keys(browser.get("/companies/?col=founded&col=nonsense")) == ["name", "founded"]
    assert "status" in keys(browser.get("/companies/?col=nonsense"))


def test_a_part_of_the_page_for_htmx(browser, three):
    part = browser.get("/companies/", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "table-link" in part


def test_pages_are_bounded_and_counting_stops(browser, monkeypatch):
    for _each in range(7):
        CompanyFactory()
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    monkeypatch.setattr(paging, "COUNTED", 3)
    monkeypatch.setattr(paging, "LAST_PAGE", 3)
    seen: list[str] = []
    for number in (1, 2, 3):
        response = browser.get(f"/companies/?page={number}")
        seen += names(response)
        page = response.context["page"]
        assert (page.total, page.more_than_total, page.has_next) == (3, True, number < 3)
    assert len(set(seen)) == 6
    assert page.ends_early
    assert "Narrow it with a filter" in response.text
    assert names(browser.get("/companies/?page=99")) == names(browser.get("/companies/?page=3"))
    assert names(browser.get("/companies/?page=x")) == names(browser.get("/companies/?page=1"))


def test_a_page_behind_the_end_leads_back(browser, three):
    assert "Back to the first page" in browser.get("/companies/?page=7").text


def test_filters_in_force_are_named_and_can_be_taken_away(browser, three):
    response = browser.get("/companies/?country=KE&country=SN&status=prospect&view=")
    assert [chip["label"] for chip in response.context["query"].chips] == [
        "Country: Kenya",
        "Country: Senegal",
        "Status: Prospect",
    ]
    assert 'href="?country=SN&amp;status=prospect&amp;view="' in response.text


def test_an_empty_list_says_what_to_do(browser):
    assert "Add the first one" in browser.get("/companies/").text
    assert "Nothing matches" in browser.get("/companies/?q=zzz").text
