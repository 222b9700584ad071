"""Possible duplicates over REST: told, never in the way."""

import pytest

from crm.accounts.services.api_keys import make_key
from crm.core import clock
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

from .conftest import index_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(client, focal_point):
    _key, secret = make_key(by=focal_point, name="Test", at=clock.now())

    def call(method, path, **options):
        return getattr(client, method)(f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}"}, **options)

    return call


@pytest.fixture
def heron(cast):
    company = CompanyFactory(legal_name="Blue Heron Foods Ltd", country="SN", lead_office=cast.senegal)
    index_names()
    return company


def test_of_a_company(api, heron):
    other = CompanyFactory(legal_name="Blue Heron Foods", country="SN")
    CompanyFactory(legal_name="Zebra Mining")
    found = api("get", f"companies/{other.pk}/duplicates/").json()
    assert [each["company"]["id"] for each in found] == [str(heron.pk)]
    assert found[0]["company"] == {
        "id": str(heron.pk),
        "name": "Blue Heron Foods Ltd",
        "country": "SN",
        "lead_office": str(heron.lead_office_id),
    }
    assert found[0]["score"] >= 0.85
    assert found[0]["strength"] == "strong"
    assert {"code", "effect", "text"} == set(found[0]["reasons"][0])


def test_of_one_that_is_to_be_entered(api, heron):
    found = api("get", "companies/similar/?legal_name=Blue+Heron+Food&country=SN").json()
    assert found[0]["company"]["id"] == str(heron.pk)
    assert api("get", "companies/similar/?legal_name=Bl").json() == []
    assert api("get", "companies/similar/").json() == []


def test_of_one_that_was_just_entered(api, heron):
    response = api(
        "post", "companies/", data={"legal_name": "Blue Heron Foods", "country": "SN"}, content_type="application/json"
    )
    assert response.status_code == 201
    assert response.json()["possible_duplicates"][0]["company"]["id"] == str(heron.pk)
    changed = api(
        "patch", f"companies/{response.json()['id']}/", data={"city": "Dakar"}, content_type="application/json"
    )
    assert "possible_duplicates" not in changed.json()


def test_of_people(api, heron):
    awa = AffiliationFactory(contact=ContactFactory(name="Awa Diop"), company=heron).contact
    index_names()
    found = api("get", f"contacts/similar/?name=Awa+Diop&company={heron.pk}").json()
    assert found[0]["contact"] == {"id": str(awa.pk), "name": "Awa Diop"}
    response = api(
        "post",
        "contacts/",
        data={"name": "Awa Diop", "affiliations": [{"company": str(heron.pk)}]},
        content_type="application/json",
    )
    assert response.status_code == 201
    assert response.json()["possible_duplicates"][0]["contact"]["id"] == str(awa.pk)
    found = api("get", f"contacts/{response.json()['id']}/duplicates/").json()
    assert found[0]["contact"]["id"] == str(awa.pk)
    assert api("get", "contacts/similar/?name=Awa+Diop&company=x").status_code == 400


def test_of_what_is_not_there(api, heron):
    assert api("get", "companies/999999/duplicates/").status_code == 404
