"""A company is entered twice, or nearly: the warning while typing, and the way from the queue to the merge."""

import pytest
from playwright.sync_api import expect

from crm.companies.duplicates.registers import COMPANIES
from crm.companies.services import pair_upkeep
from tests.factories import CompanyFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast):
    """Senegal has entered one company twice."""
    for name in ("Baobab Textiles SA", "Baobab Textile S.A."):
        CompanyFactory(legal_name=name, country="SN", lead_office=cast.senegal)
    pair_upkeep.compare_waiting(register=COMPANIES, seconds=10)


def test_a_company_is_warned_of_before_its_name_is_typed(visit):
    page = visit("focal_point")
    page.goto("/companies/new/")
    page.get_by_label("Legal name").press_sequentially("Baobab Texti")
    warning = page.locator("#similar")
    expect(warning.get_by_role("link", name="Baobab Textiles SA")).to_be_visible()
    page.get_by_label("Legal name").fill("Zebra Mining")
    expect(warning.get_by_role("link")).to_have_count(0)
    page.get_by_label("Legal name").fill("Baobab Textiles")
    expect(warning.get_by_role("link", name="Baobab Textiles SA")).to_be_visible()
    # It was shown: the form is not held up.
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Baobab Textiles")


def test_from_the_queue_to_the_merge(visit):
    page = visit("focal_point")
    page.goto("/companies/")
    page.get_by_role("link", name="Possible duplicates").click()
    page.get_by_role("link", name="Baobab Textiles SA").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these two the same?")
    page.get_by_label("Why they are not the same").fill("Two sisters")
    page.get_by_role("button", name="Not the same").click()
    expect(page.get_by_text("Two sisters")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("link", name="Merge…").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    page.goto("/companies/duplicates/")
    expect(page.get_by_text("Nothing looks alike here")).to_be_visible()
