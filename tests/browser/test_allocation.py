"""Money given without a cause finds its way: an office proposes, headquarters approve."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.allocations_world import destination
from tests.browser.conftest import PHONE
from tests.donations_world import accepted, private_donor

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast):
    destination(cast)
    accepted(cast, private_donor(cast), "1000")
    return reverse("donations:pool_list")


def test_proposed_by_an_office_and_approved_by_headquarters(world, visit):
    page = visit("focal_point", size=PHONE)
    page.goto(world)
    page.get_by_role("link", name="Allocate", exact=True).click()
    page.get_by_label("Destination").select_option("Global Assistance Fund")
    page.get_by_label("Why there").fill("Winter clothes")
    expect(page.get_by_text("USD 830")).to_be_visible()
    page.get_by_label("Amount, USD").fill("500")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("The partnerships team decides.").first).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    team = visit("partnerships_officer")
    team.goto(page.url)
    team.get_by_role("link", name="Approve").click()
    team.get_by_role("button", name="Approve").click()
    expect(team.get_by_text("The allocation is approved, and the money is drawn.").first).to_be_visible()
    expect(team.get_by_role("row").filter(has_text="Donation")).to_contain_text("500")
    team.goto(world)
    expect(team.get_by_role("row").filter(has_text="Given without a cause")).to_contain_text("330")
