"""The daily path of whoever comes home from a workshop."""

import pytest
from playwright.sync_api import expect

from crm.core import clock
from tests.factories import CompanyFactory, InteractionFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast):
    for name in ("Baobab Textiles SA", "Teranga Solar SARL"):
        CompanyFactory(legal_name=name, lead_office=cast.senegal)
    tea = CompanyFactory(legal_name="Rift Valley Tea Ltd", lead_office=cast.kenya)
    InteractionFactory(company=tea, office=cast.kenya, by=cast.outsider, occurred_on=clock.today())


def test_a_workshop_with_three_companies_is_one_entry(world, visit):
    page = visit("focal_point")
    page.goto("/collaborations/new/")
    companies = page.get_by_role("combobox", name="Companies")
    expect(companies).to_be_focused()
    for typed, name in (
        ("baobab", "Baobab Textiles SA"),
        ("teranga", "Teranga Solar SARL"),
        ("rift", "Rift Valley Tea Ltd"),
    ):
        companies.press_sequentially(typed)
        expect(page.get_by_role("option", name=name)).to_be_visible()
        page.keyboard.press("Enter")
    expect(page.locator("#approaches")).to_contain_text("Rift Valley Tea Ltd")
    page.get_by_label("Event").fill("Job fair in Thiès")
    page.get_by_label("Main type").select_option("advocacy")
    page.get_by_label("Why you go ahead").fill("They came to our stand.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Logged with 3 companies.").first).to_be_visible()
    expect(page.locator("#listing")).to_contain_text("Teranga Solar SARL")


def test_enter_before_the_answer_takes_the_only_company_and_does_not_send_the_form(world, visit):
    page = visit("focal_point")
    page.goto("/collaborations/new/")
    page.get_by_role("combobox", name="Companies").press_sequentially("baobab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Baobab Textiles SA")).to_be_visible()
    expect(page.locator("#engagement-form [aria-invalid=true]")).to_have_count(0)
