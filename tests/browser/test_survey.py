"""The survey as a partner meets it: on a phone, by the link alone, without an account."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from crm.core import clock
from duediligence.screening.services.decisions import decide
from partnerships.agreements.services.agreements import set_agreement
from partnerships.pipeline.services.moves import move
from partnerships.results.services import surveys
from tests.browser.conftest import PHONE
from tests.due_diligence_world import waiting_screening
from tests.factories import AffiliationFactory, CompanyFactory
from tests.partnerships_world import partnership

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_server, cast):
    company = CompanyFactory(legal_name="Lunaris Solar", lead_office=cast.senegal)
    screening = waiting_screening(cast, company=company)
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
    row = partnership(cast, company)
    changes = {"kind": "memorandum", "signed_on": clock.today()}
    set_agreement(by=cast.focal_point, partnership_id=row.pk, changes=changes)
    move(by=cast.focal_point, partnership_id=row.pk, target="active")
    contact = AffiliationFactory(company=company).contact
    contact.emails, contact.language = ["amina@lunaris.example"], "fr"
    contact.save(update_fields=["emails", "language"])
    invitation = surveys.invite(
        by=cast.focal_point, partner_id=row.partners.get().pk, contact_id=contact.pk, moment="midterm"
    )
    return reverse("partnerships:survey", args=[surveys.token_of(invitation)])


def test_the_partner_answers_by_the_link_alone(world, visit):
    page = visit(size=PHONE)
    page.goto(world)
    expect(page.get_by_role("heading", name="Comment va notre partenariat")).to_be_visible()
    for question in page.get_by_role("group").all():
        question.get_by_role("radio").nth(3).check()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Merci. Vos réponses sont bien arrivées.")).to_be_visible()
