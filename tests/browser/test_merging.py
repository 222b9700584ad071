"""Two records become one and two again, as people do it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories import CompanyFactory, InteractionFactory

from .conftest import PHONE, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast):
    """Senegal leads a company that somebody entered twice."""
    textiles = CompanyFactory(legal_name="Baobab Textiles SA", lead_office=cast.senegal, city="Dakar")
    twin = CompanyFactory(legal_name="Baobab Textile", lead_office=cast.senegal, city="Thiès", website="https://b.sn")
    for company in (textiles, twin):
        InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point)


def in_order(page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_two_records_become_one_and_two_again(visit, size):
    page = visit("focal_point", size=size)
    page.goto("/companies/?q=baobab textile")
    page.get_by_role("link", name="Baobab Textile", exact=True).click()
    page.locator("main details.menu > summary").first.click()
    page.get_by_role("link", name="Merge with another record").click()
    page.get_by_role("combobox", name="The record that is the same").fill("baobab textiles")
    page.get_by_role("option", name="Baobab Textiles SA").click()
    page.get_by_role("button", name="Compare the two").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Merge two records")
    in_order(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("link", name="Keep the other one").click()
    expect(page.get_by_text("Baobab Textiles SA goes, Baobab Textile stays.")).to_be_visible()
    page.get_by_role("link", name="Keep the other one").click()
    page.get_by_role("radiogroup", name="City").get_by_role("radio").last.check()
    page.get_by_role("button", name="Merge", exact=True).click()

    expect(page.get_by_role("heading", level=1, name="Baobab Textiles SA")).to_be_visible()
    expect(page.get_by_text("Thiès").first).to_be_visible()
    page.get_by_role("link", name="look at it or undo it").click()
    in_order(page)
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_role("heading", level=1, name="Baobab Textile", exact=True)).to_be_visible()


def test_without_a_script(visit):
    page = visit("focal_point", java_script_enabled=False)
    page.goto("/companies/?q=baobab textile")
    page.get_by_role("link", name="Baobab Textile", exact=True).click()
    page.goto(f"{page.url}merge/")
    page.get_by_label("Name").fill("baobab textiles")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name="Baobab Textiles SA").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Baobab Textiles SA")).to_be_visible()
