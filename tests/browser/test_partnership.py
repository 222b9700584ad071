"""A partnership from the first idea to its end, by three people; the board without a mouse."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from crm.core import clock
from duediligence.screening.services.decisions import decide
from tests.due_diligence_world import waiting_screening
from tests.factories import CompanyFactory

pytestmark = pytest.mark.browser

TITLE = "Solar training"


@pytest.fixture
def world(live_server, cast):
    """A company that is cleared for partnerships."""
    company = CompanyFactory(legal_name="Teranga Solar SARL", lead_office=cast.senegal)
    screening = waiting_screening(cast, company=company)
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")


def test_a_partnership_begins_runs_is_renewed_and_completed(world, visit):
    today = clock.today()
    staff = visit("focal_point")
    _open(staff)
    for stage in ("Researching", "Approached", "Co-creating", "Due diligence", "Negotiating"):
        _step(staff, stage)
    expect(staff.locator("#pipeline .missing")).to_contain_text("Enter the day on which the agreement was signed.")
    staff.locator("#pipeline").get_by_role("link", name="Enter the agreement").first.click()
    staff.get_by_label("Signed on").fill(today.isoformat())
    staff.get_by_label("Until").fill((today + timedelta(days=30)).isoformat())
    staff.get_by_label("Renewal").select_option("decision")
    staff.get_by_role("button", name="Save").click()
    _step(staff, "Active")
    expect(staff.get_by_role("group", name="At a glance")).to_contain_text("In force")
    address = staff.url.partition("#")[0]

    chief = visit("chief_of_mission")
    chief.goto(address)
    chief.locator("#agreement").get_by_role("link", name="Decide on the renewal").click()
    chief.get_by_label("Renew until the day below").check()
    chief.get_by_label("Renewed until").fill((today + timedelta(days=395)).isoformat())
    chief.get_by_label("Reason").fill("It reaches more people than we hoped.")
    chief.get_by_role("button", name="Save").click()
    expect(chief.locator("#agreement")).to_contain_text("It reaches more people than we hoped.")

    team = visit("partnerships_officer")
    team.goto(address)
    _step(team, "Completed")
    staff.goto(address)
    expect(staff.locator("#pipeline [aria-current=step]")).to_contain_text("Completed")


def test_a_card_of_the_board_moves_by_the_keyboard(world, visit):
    page = visit("focal_point")
    _open(page)
    page.goto("/partnerships/board/")
    page.get_by_role("link", name=f"Move {TITLE}").focus()
    page.keyboard.press("ArrowRight")
    there = page.get_by_role("region", name="Researching")
    expect(there.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    expect(there.get_by_role("link", name=f"Move {TITLE}")).to_be_focused()


def _open(page: Page) -> None:
    page.goto("/partnerships/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Main type").select_option("implementation")
    company = page.get_by_role("combobox", name="Company")
    company.press_sequentially("teranga")
    expect(page.get_by_role("option", name="Teranga Solar SARL")).to_be_visible()
    with page.expect_response("**/engagements/approaches/**"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def _step(page: Page, stage: str) -> None:
    page.locator("#pipeline").get_by_role("button", name=stage, exact=True).click()
    expect(page.locator("#pipeline [aria-current=step]")).to_contain_text(stage)
