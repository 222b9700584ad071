"""Tags that are typed and not chosen are kept: after a comma, on leaving the box and on saving."""

import pytest
from playwright.sync_api import expect

from crm.companies.models import Tag
from tests.factories import CompanyFactory

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(cast) -> None:
    Tag.objects.create(name="Food")
    CompanyFactory(legal_name="Baobab Textiles SA", lead_office=cast.senegal)


def test_what_was_typed_becomes_a_tag(visit):
    page = visit("focal_point")
    page.goto("/companies/")
    page.get_by_role("link", name="Baobab Textiles SA").click()
    card = page.locator("#tags")
    card.get_by_role("link", name="Change").click()
    box = card.get_by_role("combobox", name="Tags")
    box.type("food,")
    box.type("Cold chain,")
    box.type("Fair work")
    expect(card.get_by_role("option", name="New tag: Fair work")).to_be_visible()
    card.get_by_role("button", name="Save").click()
    for tag in ("Food", "Cold chain", "Fair work"):
        expect(card.locator(".tag", has_text=tag)).to_be_visible()
