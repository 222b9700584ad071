"""A screening is asked for at a desk, researched, and decided on a phone."""

import pytest
from playwright.sync_api import expect

from crm.core import clock
from duediligence.models import Screening, WatchList
from duediligence.watchlists.services.lookups import look_up
from tests.due_diligence_world import seeded, waiting_screening
from tests.duediligence.watchlists.world import entry, load_into
from tests.duediligence.watchlists.world import screening as on_desk
from tests.factories import CompanyFactory

from .conftest import PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast) -> Screening:
    seeded()
    CompanyFactory(legal_name="Baobab Textiles SA", country="SN", lead_office=cast.senegal)
    required = WatchList.objects.filter(required=True).values_list("code", flat=True)
    loads = [load_into(code, cast.partnerships_officer, on=clock.today()) for code in required]
    entry(loads[0], "Harbour Lights Trading")
    look_up(screening=on_desk(cast, "Harbour Lights Trading"), by=cast.partnerships_officer, at=clock.now())
    return waiting_screening(cast, company=CompanyFactory(legal_name="Acacia Freight Ltd", lead_office=cast.senegal))


def test_a_screening_is_asked_for_in_three_steps(visit):
    page = visit("focal_point")
    page.goto("/due-diligence/screenings/mine/")
    page.get_by_role("link", name="Request a screening").first.click()
    page.get_by_role("combobox", name="Company or person").press_sequentially("baobab")
    page.get_by_role("option", name="Baobab Textiles SA").click()
    expect(page.get_by_text("A screening is needed")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What is planned").first.fill("Forty apprentices a year.")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("The partnerships team is told").first).to_be_visible()


def test_at_the_desk_a_hit_is_cleared_and_the_screening_submitted(visit):
    page = visit("partnerships_officer")
    page.goto("/due-diligence/screenings/queue/")
    page.get_by_role("link", name="Harbour Lights Trading").click()
    page.get_by_role("link", name="Research desk").click()
    expect(page.locator("#submit").get_by_text("1 hit in a watch list is open").first).to_be_visible()
    page.locator("#hits").get_by_role("link", name="Harbour Lights Trading").click()
    page.get_by_label("Reason").fill("Another register number.")
    page.get_by_role("button", name="Somebody else: clear it").click()
    page.get_by_role("link", name="Research desk").click()
    page.locator("#submit").get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Awaiting decision").first).to_be_visible()


def test_a_decision_is_made_on_a_phone_and_by_no_accident(visit):
    page = visit("chief_of_mission", size=PHONE, has_touch=True, is_mobile=True)
    page.goto("/due-diligence/decisions/")
    page.get_by_role("link", name="Acacia Freight Ltd").tap()
    page.get_by_label("Reason").first.fill("A sound plan.")
    page.get_by_text("Add a condition").tap()
    page.get_by_label("Due on").first.press("Enter")
    page.get_by_role("button", name="Approve", exact=True).tap()
    dialog = page.get_by_role("dialog", name="Are you sure?")
    dialog.get_by_role("button", name="Not yet").tap()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Reject")).to_be_visible()
    page.get_by_role("button", name="Approve", exact=True).tap()
    dialog.get_by_role("button", name="Approve").tap()
    expect(page.get_by_text("The decision is binding").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Acacia Freight Ltd")).to_be_visible()
