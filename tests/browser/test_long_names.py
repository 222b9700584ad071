"""A name may have 250 letters without a space, or run from right to left: no page grows wider than the screen."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from crm.core import clock
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    ContactFactory,
    CoordinationRequestFactory,
    FollowUpFactory,
    InteractionFactory,
)

from .conftest import PHONE, WIDE

pytestmark = pytest.mark.browser

NAMES = ["W" * 250, "شركة النقل البحري الدولية للعمالة " * 7, "🚀" * 120]
PLACES = ["/", "/companies/", "/people/", "/contact-log/", "/tasks/", "/coordination/", "/notifications/"]


@pytest.fixture
def world(live_server, cast):
    """Each name on everything that has one: company, person, post, subject, task, topic."""
    today = clock.today()
    for name in NAMES:
        company = CompanyFactory(legal_name=name.strip(), sort_name=name[:250], lead_office=cast.senegal)
        person = ContactFactory(name=name[:150].strip(), sort_name=name[:150])
        AffiliationFactory(company=company, contact=person, title=name[:120].strip())
        said = {"company": company, "office": cast.senegal, "by": cast.focal_point, "notes": name}
        interaction = InteractionFactory(**said, subject=name[:190], occurred_on=today - timedelta(days=2))
        FollowUpFactory(interaction=interaction, assignee=cast.focal_point, text=name[:190], due_on=today)
        CoordinationRequestFactory(
            company=company,
            from_office=cast.kenya,
            to_office=cast.senegal,
            requested_by=cast.outsider,
            topic=name[:150],
        )


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_page_is_wider_than_the_screen(visit, size):
    page = visit("focal_point", size)
    too_wide = {}

    def look(path: str) -> None:
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if spill > 0:
            too_wide[path] = spill

    for place in PLACES:
        look(place)
    for listed in ("/companies/", "/people/", "/coordination/"):
        page.goto(listed)
        for path in page.locator("#main .table-link").evaluate_all("links => links.map(a => a.getAttribute('href'))"):
            look(path)
    assert too_wide == {}


@pytest.mark.parametrize("name", NAMES, ids=["long", "rtl", "pictures"])
def test_no_letter_is_wider_than_the_screen(visit, name):
    letter = render_to_string("emails/notice.html", {"sentence": name, "url": "/", "button": "Open", "language": "en"})
    page = visit(size=PHONE)
    page.set_content(letter)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
