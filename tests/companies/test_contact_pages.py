"""The doors of people: list, page, forms, suggestions."""

from datetime import date

import pytest
from django.test import Client

from crm.accounts.access import access
from crm.companies.contact_parts import _binned
from crm.companies.contact_policies import may_restore_contact
from crm.companies.enums import Consent
from crm.companies.models import Contact
from tests.cast import PEOPLE
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

pytestmark = pytest.mark.django_db
NEW = {"name": "Aïssatou Diop", "emails": "a@example.org\nb@example.org", "phones": "", "consent-how": "Gave her card"}


@pytest.fixture
def browser(client: Client, focal_point) -> Client:
    client.force_login(focal_point)
    return client


def people(count: int) -> None:
    for _each in range(count):
        post = AffiliationFactory()
        Contact.objects.filter(pk=post.contact_id).update(emails=["a@example.org"])


def test_the_list_needs_as_many_queries_for_2_as_for_12(browser, django_assert_max_num_queries):
    people(2)
    with django_assert_max_num_queries(14) as few:
        browser.get("/people/")
    people(10)
    with django_assert_max_num_queries(len(few.captured_queries)):
        response = browser.get("/people/")
    assert len(response.context["page"].rows) == 12


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=diop", ["Aïssatou Diop"]),
        ("q=dio aiss", ["Aïssatou Diop"]),
        ("q=a@example.org", ["Aïssatou Diop"]),
        ("q=iop", []),
        ("country=SN", ["Aïssatou Diop"]),
        ("consent=given", ["John Smith"]),
        ("key_person=on", ["John Smith"]),
        ("", ["Aïssatou Diop", "John Smith"]),
    ],
)
def test_people_are_found(browser, query, found):
    awa = ContactFactory(name="Aïssatou Diop", emails=["a@example.org"])
    john = ContactFactory(name="John Smith", consent=Consent.GIVEN)
    AffiliationFactory(contact=awa, company__country="SN")
    AffiliationFactory(contact=john, company__country="US", key_person=True)
    response = browser.get(f"/people/?{query}&view=")
    assert [person.name for person in response.context["page"].rows] == found


def test_withdrawn_addresses_are_in_no_list_and_on_no_page(browser):
    contact = ContactFactory(emails=["secret@example.org"], consent=Consent.WITHDRAWN)
    assert "secret@" not in browser.get("/people/").text
    assert "secret@" not in browser.get(f"/people/{contact.pk}/").text
    assert browser.get("/people/?q=secret@example.org").context["page"].rows == []
    assert browser.get(f"/people/{contact.pk}/edit/").status_code == 403


def test_a_person_is_entered_with_post_and_consent(browser):
    company = CompanyFactory()
    response = browser.post("/people/new/", {**NEW, "company": company.pk, "title": "Head of CSR"})
    contact = Contact.objects.get()
    assert response.headers["Location"] == f"/people/{contact.pk}/"
    assert contact.emails == ["a@example.org", "b@example.org"]
    assert contact.consent == Consent.GIVEN
    assert contact.affiliations.get().company == company
    page = browser.get(f"/people/{contact.pk}/").text
    assert "Head of CSR" in page
    assert "Gave her card" in page


def test_what_the_service_refuses_stands_beside_its_field(browser):
    response = browser.post("/people/new/", {**NEW, "emails": "nobody"})
    assert response.status_code == 422
    assert "emails" in response.context["form"].errors
    response = browser.post("/people/new/", {**NEW, "title": "Head of CSR"})
    assert "company" in response.context["post"].errors


def test_the_second_of_two_editors_sees_both_versions(browser):
    contact = ContactFactory(name="Awa")
    Contact.objects.filter(pk=contact.pk).update(name="Awa Diop", version=2)
    response = browser.post(f"/people/{contact.pk}/edit/", {"name": "Awa D.", "version": 1})
    assert response.status_code == 409
    assert [(d.stored, d.sent) for d in response.context["differences"]] == [("Awa Diop", "Awa D.")]
    saved = browser.post(f"/people/{contact.pk}/edit/", {"name": "Awa D.", "version": 2})
    assert saved.status_code == 302


def test_posts_and_consent_have_their_pages(browser):
    post = AffiliationFactory(since=date(2024, 1, 1))
    base = f"/people/{post.contact_id}"
    for path in (f"{base}/posts/", f"/posts/{post.pk}/", f"/posts/{post.pk}/end/", f"{base}/consent/"):
        assert browser.get(path).status_code == 200
    assert browser.post(f"/posts/{post.pk}/end/", {"on": "2020-01-01"}).status_code == 422
    assert browser.post(f"/posts/{post.pk}/end/", {"on": "2026-01-31"}).status_code == 302
    post.refresh_from_db()
    assert post.until == date(2026, 1, 31)
    company = CompanyFactory()
    assert browser.post(f"{base}/posts/", {"company": company.pk, "title": "Chair"}).status_code == 302
    assert browser.post(f"{base}/consent/", {"state": "given", "on": "2026-02-01", "how": "Card"}).status_code == 302


def test_those_of_the_company_are_suggested_first(browser):
    company = CompanyFactory()
    far, near = ContactFactory(name="Anna Aa"), ContactFactory(name="Anna Zz")
    AffiliationFactory(contact=near, company=company, title="Buyer")
    found = browser.get(f"/people/suggest/?q=anna&company={company.pk}").json()
    assert [each["id"] for each in found] == [near.pk, far.pk]
    assert found[0]["hint"] == f"Buyer, {company}"
    assert [each["id"] for each in browser.get(f"/people/suggest/?company={company.pk}").json()] == [near.pk]
    assert browser.get("/people/suggest/?q=&company=x").json() == []


def test_the_bin_shows_what_one_may_restore(cast, browser):
    contact = AffiliationFactory(company__lead_office=cast.senegal).contact
    assert browser.post(f"/people/{contact.pk}/bin/").status_code == 302
    assert browser.get(f"/people/{contact.pk}/").status_code == 404
    contact.refresh_from_db()
    for who in PEOPLE:
        person = getattr(cast, who)
        may = bool(may_restore_contact(access(person), contact, lead_offices=[cast.senegal]))
        assert list(_binned(person)) == ([contact] if may else []), who


@pytest.mark.parametrize("path", ["/people/new/", "/people/{}/edit/", "/people/{}/posts/", "/people/{}/consent/"])
def test_auditors_are_refused(cast, client, path):
    contact = ContactFactory()
    client.force_login(cast.auditor)
    assert client.get(path.format(contact.pk)).status_code == 403
    assert client.get(f"/people/{contact.pk}/").status_code == 200
