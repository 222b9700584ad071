"""The search box of every page, by keyboard, by screen reader, on a phone, and without any script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from crm.companies.services.names import sweep
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

from .conftest import PHONE, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast):
    baobab = CompanyFactory(legal_name="Baobab Textiles SA", lead_office=cast.senegal)
    baobab.other_names.create(name="Светанок", sort_name="svetanok", kind="other_script")
    CompanyFactory(legal_name="Baobab Foods Ltd", country="KE")
    AffiliationFactory(company=baobab, contact=ContactFactory(name="Ousmane Baobab"))
    sweep()


def _faults(page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_box_tells_a_screen_reader_what_it_found(visit, size):
    page = visit("focal_point", size=size)
    page.goto("/companies/")
    box, said = page.get_by_role("combobox", name="Search everything"), page.locator("#announcements")
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    expect(page.get_by_role("group", name="Do")).to_be_visible()
    page.keyboard.type("baobob")  # a letter is wrong
    companies = page.get_by_role("group", name="Companies").get_by_role("option")
    expect(companies).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(said).to_have_text("3 suggestions")
    assert _faults(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    last = options.last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_contain_text("All results for “baobob”")
    expect(box).to_have_attribute("aria-activedescendant", last.get_attribute("id"))
    page.keyboard.press("Home")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()
    expect(box).to_have_value("baobob")

    box.fill("zzzzzz")
    expect(said).to_have_text("Nothing found. Try fewer words or another spelling.")
    box.fill("svetanok")
    expect(page.get_by_role("option", name="Baobab Textiles SA")).to_contain_text("also Светанок")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Baobab Textiles SA")).to_be_visible()


def test_a_slash_opens_it_and_stays_a_slash_where_somebody_writes(visit):
    page = visit("focal_point")
    page.goto("/companies/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search everything")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_without_any_script_the_box_is_a_form(visit):
    page = visit("focal_point", java_script_enabled=False)
    page.goto("/companies/")
    page.get_by_label("Search everything").fill("ousmane baobab")
    page.get_by_label("Search everything").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Results for “ousmane baobab”")
    headings = page.get_by_role("heading", level=2)
    expect(headings.first).to_have_text("People")
    page.get_by_role("link", name="Ousmane Baobab").click()
    expect(page.get_by_role("heading", level=1, name="Ousmane Baobab")).to_be_visible()
