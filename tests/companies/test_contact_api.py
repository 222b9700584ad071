"""People over REST."""

import pytest
from django.test import Client

from crm.companies.enums import Consent
from crm.companies.models import Contact
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

pytestmark = pytest.mark.django_db
PATH = "/api/v1/contacts/"
JSON = "application/json"


@pytest.fixture
def api(client: Client, focal_point) -> Client:
    client.force_login(focal_point)
    return client


def test_a_person_is_written_and_read_back(api):
    company = CompanyFactory()
    sent = {
        "name": "Aïssatou Diop",
        "emails": ["A@Example.org"],
        "phones": ["+221 33 821 00 00"],
        "language": "fr",
        "affiliations": [{"company": str(company.pk), "title": "Buyer", "since": "2024-01-31"}],
        "consent": "given",
        "do_not_contact": False,
    }
    made = api.post(PATH, sent, JSON)
    assert made.status_code == 201
    found = api.get(f"{PATH}{made.json()['id']}/")
    assert found.json()["emails"] == ["A@example.org"]
    assert found.json()["affiliations"][0] == {
        "company": str(company.pk),
        "title": "Buyer",
        "since": "2024-01-31",
        "until": None,
        "key_person": False,
    }
    assert found.json()["consent"] == "given"
    assert Contact.objects.get().consent_records.count() == 1
    assert found.headers["ETag"] == made.headers["ETag"]


def test_a_stale_change_is_refused(api):
    contact = ContactFactory()
    path = f"{PATH}{contact.pk}/"
    assert api.patch(path, {"language": "fr"}, JSON, headers={"If-Match": '"1"'}).status_code == 200
    assert api.patch(path, {"language": "es"}, JSON, headers={"If-Match": '"1"'}).status_code == 412


def test_bad_data_is_named_by_field(api):
    answer = api.post(PATH, {"name": "A", "emails": ["nobody"], "affiliations": [{"company": "999"}]}, JSON)
    assert answer.status_code == 400
    answer = api.post(PATH, {"name": "A", "emails": ["nobody"]}, JSON)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"].startswith("emails")


def test_withdrawn_addresses_are_locked(api):
    contact = ContactFactory(emails=["secret@example.org"], consent=Consent.WITHDRAWN)
    found = api.get(f"{PATH}{contact.pk}/").json()
    assert (found["emails"], found["restricted"]) == ([], True)
    assert api.patch(f"{PATH}{contact.pk}/", {"name": "B"}, JSON).status_code == 403


def test_delete_puts_into_the_bin(api, focal_point):
    contact = ContactFactory(created_by=focal_point)
    assert api.delete(f"{PATH}{contact.pk}/").status_code == 204
    assert api.get(f"{PATH}{contact.pk}/").status_code == 404
    assert Contact.objects.get().binned_by == focal_point


def test_the_list_filters_and_needs_as_many_queries_for_2_as_for_12(api, django_assert_max_num_queries):
    wanted = AffiliationFactory()
    AffiliationFactory()
    with django_assert_max_num_queries(8) as few:
        assert api.get(PATH).json()["count"] == 2
    for _each in range(10):
        AffiliationFactory()
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(api.get(PATH).json()["results"]) == 12
    assert [c["id"] for c in api.get(f"{PATH}?company={wanted.company_id}").json()["results"]] == [
        str(wanted.contact_id)
    ]


def test_auditors_write_nothing(cast, client):
    client.force_login(cast.auditor)
    assert client.post(PATH, {"name": "A"}, JSON).status_code == 403
