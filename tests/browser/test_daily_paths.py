"""What people do every day, as they do it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from crm.core import clock
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory, InteractionFactory, ThemeFactory

from .conftest import PHONE, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast):
    """Senegal talks to a company that Kenya would like to approach."""
    baobab = CompanyFactory(legal_name="Baobab Textiles SA", lead_office=cast.senegal)
    AffiliationFactory(company=baobab, contact=ContactFactory(name="Ousmane Fall"))
    for name in ("Baobab Foods Ltd", "Zenith Shipping Ltd"):
        CompanyFactory(legal_name=name, country="KE")
    ThemeFactory()
    last_week = clock.today() - timedelta(days=7)
    InteractionFactory(company=baobab, office=cast.senegal, by=cast.focal_point, occurred_on=last_week)


@pytest.mark.parametrize(("size", "shortcut"), [(WIDE, "Control+k"), (PHONE, "/")], ids=["wide", "phone"])
def test_sign_in_find_a_company_and_log_a_call_by_keyboard(visit, size, shortcut):
    page = visit(size=size)
    page.goto("/")
    page.get_by_label("E-mail").fill("focal_point@concord.example")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for me")

    page.keyboard.press(shortcut)
    page.keyboard.type("baobab tex")
    expect(page.get_by_role("option", name="Baobab Textiles SA")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Baobab Textiles SA")).to_be_visible()

    page.keyboard.press("c")
    expect(page.get_by_role("combobox", name="Company")).to_be_focused()
    page.keyboard.type("baobab tex")
    expect(page.get_by_role("option", name="Baobab Textiles SA")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="People on their side")).to_be_visible()
    _tab_to(page, "Subject")
    page.keyboard.type("Fair recruitment in Thiès")
    _tab_to(page, "What was said")
    page.keyboard.type("They want to see our training.")
    _tab_to(page, "What is to be done")
    page.keyboard.type("Send the training plan")
    _tab_to(page, "Until")
    page.keyboard.type("12152030")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("Fair recruitment in Thiès").first).to_be_visible()
    page.goto(page.get_by_role("link", name="Baobab Textiles SA").first.get_attribute("href"))
    expect(page.locator("#timeline")).to_contain_text("Fair recruitment in Thiès")
    page.goto("/tasks/")
    expect(page.get_by_text("Send the training plan").first).to_be_visible()


def test_a_company_is_entered_with_nothing_but_its_name(visit):
    page = visit("focal_point")
    page.goto("/companies/new/")
    page.get_by_label("Legal name").fill("Acacia Freight Ltd")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Acacia Freight Ltd")).to_be_visible()


INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:walk@example.org
DTSTART;VALUE=DATE:20261118
SUMMARY:Apprenticeships in Thiès
END:VEVENT
END:VCALENDAR
"""
DROP = """text => {
    const files = new DataTransfer();
    files.items.add(new File([text], "meeting.ics", {type: "text/calendar"}));
    for (const kind of ["dragover", "drop"])
        document.querySelector("[name=notes]").dispatchEvent(
            new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def test_an_invitation_dropped_anywhere_on_the_form_fills_it_in(visit):
    page = visit("focal_point")
    page.goto("/contact-log/new/")
    page.evaluate(DROP, INVITATION)
    expect(page.get_by_label("Subject")).to_have_value("Apprenticeships in Thiès")
    expect(page.get_by_label("How", exact=True)).to_have_value("meeting")


def _tab_to(page, label: str) -> None:
    """By keyboard only: Tab until the field has the focus."""
    field = page.get_by_label(label).first.element_handle()
    for _ in range(40):
        if field.evaluate("field => field === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach “{label}”")


def test_an_office_asks_before_it_approaches_and_the_other_agrees(visit):
    kenya = visit("outsider")
    kenya.goto("/companies/?q=baobab")
    kenya.get_by_role("link", name="Baobab Textiles SA").click()
    expect(kenya.get_by_text("May I approach them?")).to_be_visible()
    expect(kenya.locator("#main")).to_contain_text("Senegal")
    kenya.get_by_role("link", name="Ask to coordinate").click()
    kenya.get_by_label("What you want to talk to them about").fill("Seasonal workers")
    kenya.get_by_label("How you would approach them").fill("A letter to their head of sourcing")
    kenya.get_by_role("button", name="Send").click()
    expect(kenya.get_by_role("heading", level=1, name="Seasonal workers")).to_be_visible()

    senegal = visit("focal_point")
    senegal.goto("/coordination/")
    senegal.get_by_role("link", name="Seasonal workers").first.click()
    senegal.get_by_label("Agree").check()
    senegal.get_by_label("Reason").fill("We know their sourcing, not their farms.")
    senegal.get_by_role("button", name="Answer").click()
    expect(senegal.locator("#main")).to_contain_text("Agreed")
    kenya.reload()
    expect(kenya.locator("#main")).to_contain_text("Agreed")


def test_a_file_is_imported_and_undone(visit):
    page = visit("focal_point")
    page.goto("/imports/new/")
    page.get_by_label("What the file holds").select_option(label="Companies")
    content = b"Firm,Where\nBaobab Cement SA,Senegal\nLagos Lines Ltd,Nigeria\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "prospects.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Upload and look at it").click()
    page.get_by_label("Firm", exact=True).select_option(label="Name *")
    page.get_by_label("Where", exact=True).select_option(label="Country")
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    expect(page.get_by_role("row", name="Lagos Lines Ltd")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()

    page.get_by_role("link", name="Lagos Lines Ltd").click()
    expect(page.get_by_role("heading", level=1, name="Lagos Lines Ltd")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Undo the import").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("This import was undone")).to_be_visible()
    page.goto("/companies/?q=lagos")
    expect(page.get_by_role("link", name="Lagos Lines Ltd")).to_have_count(0)


def test_dark_by_choice_stays_and_signing_out_ends_it(visit):
    page = visit("focal_point")
    page.goto("/")
    page.locator("[data-theme-switch] summary").click()
    with page.expect_response("**/profile/theme/"):
        page.get_by_role("button", name="Dark").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_text("Account menu").locator("..").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("E-mail")).to_be_visible()
    page.goto("/companies/")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
