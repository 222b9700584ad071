"""Whoever enters a company or a person is told what is there already, once, whether or not the browser runs scripts."""

import pytest
from django.urls import reverse

from crm.companies.models import Company, Contact
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory, InteractionFactory

from .conftest import index_names

pytestmark = pytest.mark.django_db
CREATE = "/companies/new/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def heron(cast) -> Company:
    company = CompanyFactory(legal_name="Blue Heron Foods Ltd", country="SN", lead_office=cast.senegal)
    InteractionFactory(company=company, by=cast.neighbour, office=cast.ghana)
    index_names()
    return company


@pytest.fixture
def staff(client, focal_point):
    client.force_login(focal_point)
    return client


def company_form(**values):
    empty = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    empty |= {"registrations-TOTAL_FORMS": "0", "registrations-INITIAL_FORMS": "0"}
    fixed = {"kind": "company", "status": "prospect", "global_compact": "unknown", "found_by": "unknown"}
    return {"legal_name": "", "country": "", **empty, **fixed, **values}


def test_while_typing(staff, heron):
    page = staff.get(reverse("companies:similar"), {"legal_name": "blue heron food", "country": "SN"}, **HTMX)
    text = page.content.decode()
    assert "Blue Heron Foods Ltd" in text
    assert "Senegal" in text
    assert "Engaged: Ghana" in text
    assert "The same country" in text
    assert "<html" not in text


@pytest.mark.parametrize("typed", ["Blue Her", "blue heron fo", "Blue Heron Foods", "Blue Herron Foods"])
def test_before_the_name_is_typed_to_its_end(staff, heron, typed):
    page = staff.get(reverse("companies:similar"), {"legal_name": typed}, **HTMX).content.decode()
    assert "Blue Heron Foods Ltd" in page


@pytest.mark.parametrize("typed", ["", "bl", "Zebra Mining"])
def test_nothing_where_nothing_is_like_it(staff, heron, typed):
    assert "Blue Heron" not in staff.get(reverse("companies:similar"), {"legal_name": typed}, **HTMX).content.decode()


def test_the_form_comes_back_once(staff, heron):
    sent = company_form(legal_name="Blue Heron Foods Limited", country="SN")
    response = staff.post(CREATE, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert Company.objects.count() == 1
    assert "Enter it anyway" in page
    assert f'name="seen" value="{heron.pk}"' in page
    response = staff.post(CREATE, sent | {"seen": heron.pk})
    assert response.status_code == 302
    assert Company.objects.count() == 2


def test_who_was_shown_it_while_typing_is_not_asked_again(staff, heron):
    sent = company_form(legal_name="Blue Heron Foods Limited", country="SN", seen=heron.pk)
    assert staff.post(CREATE, sent).status_code == 302


def test_a_new_match_asks_again(staff, heron):
    other = CompanyFactory(legal_name="Red Kite Logistics", country="SN")
    index_names()
    sent = company_form(legal_name="Red Kite Logistics SA", country="SN", seen=heron.pk)
    response = staff.post(CREATE, sent)
    assert response.status_code == 422
    assert f'name="seen" value="{other.pk}"' in response.content.decode()


def test_what_is_merely_like_it_hinders_nothing(staff):
    CompanyFactory(legal_name="Blue Heron Foods Ltd", country="KE")
    index_names()
    sent = company_form(legal_name="Blue Heron Foods Limited", country="SN")
    assert staff.post(CREATE, sent).status_code == 302


def test_an_edit_that_keeps_the_name_is_not_asked_about(staff, heron):
    other = CompanyFactory(legal_name="Blue Heron Foods", country="SN")
    edit = reverse("companies:edit", args=[other.pk])
    sent = company_form(legal_name="Blue Heron Foods", country="SN", city="Thiès", version="1")
    assert staff.post(edit, sent).status_code == 302


def test_a_rename_is(staff, heron):
    other = CompanyFactory(legal_name="Red Kite Logistics", country="SN")
    edit = reverse("companies:edit", args=[other.pk])
    sent = company_form(legal_name="Blue Heron Foods", country="SN", version="1")
    response = staff.post(edit, sent)
    assert response.status_code == 422
    assert "Save anyway" in response.content.decode()
    assert staff.post(edit, sent | {"seen": heron.pk}).status_code == 302
    live = {"legal_name": "Blue Heron Food", "of": other.pk, "country": "SN"}
    assert "Blue Heron Foods Ltd" in staff.get(reverse("companies:similar"), live, **HTMX).content.decode()


@pytest.fixture
def awa(heron) -> Contact:
    contact = ContactFactory(name="Awa Diop", emails=["awa.diop@heron.example"])
    AffiliationFactory(contact=contact, company=heron, title="Director")
    index_names()
    return contact


def test_people_while_typing(staff, awa, heron):
    page = staff.get(reverse("companies:contact_similar"), {"name": "Awa Diop", "company": heron.pk}, **HTMX)
    text = page.content.decode()
    assert "Awa Diop" in text
    assert "Director, Blue Heron Foods Ltd" in text
    assert "At the same company" in text


def test_the_form_of_a_person_comes_back_once(staff, awa, heron):
    sent = {"name": "Awa Diop", "company": heron.pk, "emails": "", "phones": ""}
    response = staff.post(reverse("companies:contact_create"), sent)
    assert response.status_code == 422
    assert "Enter them anyway" in response.content.decode()
    assert staff.post(reverse("companies:contact_create"), sent | {"seen": awa.pk}).status_code == 302
    assert Contact.objects.count() == 2


def test_renaming_a_person_is_asked_about(staff, awa):
    other = ContactFactory(name="Fatou Sall", emails=["awa.diop@heron.example"])
    edit = reverse("companies:contact_edit", args=[other.pk])
    sent = {"name": "Awa Diop", "emails": "awa.diop@heron.example", "phones": "", "version": "1"}
    assert staff.post(edit, sent).status_code == 422
    assert staff.post(edit, sent | {"seen": awa.pk}).status_code == 302


def log_form(cast, company, **values):
    return {
        "company": company.pk,
        "office": cast.senegal.pk,
        "kind": "call",
        "occurred_on": "2026-11-20",
        "subject": "Talk",
        "visibility": "everyone",
        "going_ahead_reason": "They called us",
        "task-TOTAL_FORMS": "0",
        "task-INITIAL_FORMS": "0",
        "person-TOTAL_FORMS": "1",
        "person-INITIAL_FORMS": "0",
        **values,
    }


def test_somebody_new_in_the_contact_log(staff, awa, heron, cast):
    sent = log_form(cast, heron, **{"person-0-name": "Awa Diop"})
    response = staff.post(reverse("contactlog:create"), sent)
    assert "Save with these new people" in response.content.decode()
    assert Contact.objects.count() == 1
    assert staff.post(reverse("contactlog:create"), sent | {"seen": awa.pk}).status_code == 302
    assert Contact.objects.count() == 2


def test_somebody_new_in_the_contact_log_while_typing(staff, awa, heron, cast):
    sent = log_form(cast, heron, **{"person-0-name": "Awa Diop"})
    page = staff.get(reverse("contactlog:new_people_similar"), sent, **HTMX).content.decode()
    assert "Awa Diop" in page
