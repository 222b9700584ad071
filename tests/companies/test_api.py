"""Companies over REST (docs/api.md)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from crm.companies.models import Company
from crm.companies.services.documents import file_document
from tests.factories import CompanyFactory, ThemeFactory

LEI = "5493001KJTIIGC8Y1R12"
URL = "/api/v1/companies/"


@pytest.fixture
def api(focal_point) -> APIClient:
    client = APIClient()
    client.force_authenticate(focal_point)
    return client


def test_a_company_is_created_read_and_changed(api, cast):
    parent = CompanyFactory()
    sent = {
        "legal_name": "Acme",
        "other_names": ["Acme Trading", {"name": "Old Acme", "kind": "former"}],
        "country": "sn",
        "isic": "10",
        "lei": LEI,
        "website": "acme.example",
        "parent": str(parent.pk),
        "lead_office": "SN",
        "relationship_lead": str(cast.focal_point.pk),
        "founded": 1999,
        "tags": ["Food"],
        "registrations": [{"number": "1234", "country": "SN"}],
    }
    made = api.post(URL, sent, format="json")
    assert made.status_code == 201, made.json()
    body = made.json()
    assert body["other_names"] == ["Acme Trading", "Old Acme"]
    assert (body["country"], body["isic"], body["website"]) == ("SN", "C10", "https://acme.example")
    assert (body["lead_office"], body["parent"]) == (str(cast.senegal.pk), str(parent.pk))
    assert body["clearance"] is None

    one = f"{URL}{body['id']}/"
    changed = api.patch(one, {"status": "active"}, format="json", headers={"If-Match": made.headers["ETag"]})
    assert (changed.status_code, changed.json()["status"]) == (200, "active")
    assert changed.json()["tags"] == ["Food"]
    stale = api.patch(one, {"status": "dormant"}, format="json", headers={"If-Match": made.headers["ETag"]})
    assert stale.status_code == 412
    assert api.delete(one).status_code == 204
    assert api.get(one).status_code == 404


@pytest.mark.parametrize(
    ("sent", "attr"),
    [
        ({"legal_name": ""}, "legal_name"),
        ({"legal_name": "A", "lei": "5493001KJTIIGC8Y1R13"}, "lei"),
        ({"legal_name": "A", "country": "XX"}, "country"),
        ({"legal_name": "A", "parent": "999999"}, "parent"),
        ({"legal_name": "A", "parent": "a"}, "parent"),
        ({"legal_name": "A", "lead_office": "NOWHERE"}, "lead_office"),
        ({"legal_name": "A", "status": "do_not_approach"}, "status_reason"),
        ({"legal_name": "A", "other_names": [3]}, "other_names"),
    ],
)
def test_bad_data_is_400_by_field(cast, sent, attr):
    client = APIClient()
    client.force_authenticate(cast.partnerships_officer)
    answer = client.post(URL, sent, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"].startswith(attr)


def test_not_yours_is_403_and_not_now_is_409(api, cast):
    theirs = CompanyFactory(lead_office=cast.kenya)
    refused = api.patch(f"{URL}{theirs.pk}/", {"lead_office": "SN"}, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "not_lead_office")
    parent = CompanyFactory(lead_office=cast.senegal)
    CompanyFactory(parent=parent)
    refused = api.delete(f"{URL}{parent.pk}/")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "has_subsidiaries")


def test_the_list_is_filtered_searched_and_sorted(api, cast):
    CompanyFactory(legal_name="Zeta", country="KE", lead_office=cast.kenya)
    CompanyFactory(legal_name="Énergie Sahel", country="SN", lead_office=cast.senegal)
    CompanyFactory(legal_name="Alpha", country="SN", isic="C10", lead_office=cast.ghana)

    def names(query: str) -> list[str]:
        return [row["legal_name"] for row in api.get(f"{URL}?{query}").json()["results"]]

    assert names("ordering=legal_name") == ["Alpha", "Énergie Sahel", "Zeta"]
    assert names("ordering=-legal_name") == ["Zeta", "Énergie Sahel", "Alpha"]
    assert names("country=KE") == ["Zeta"]
    assert names("country=KE,SN&isic=C") == ["Alpha"]
    assert names("lead_office=ROWCA") == ["Alpha", "Énergie Sahel"]
    assert names("office=HQ") == ["Alpha", "Énergie Sahel", "Zeta"]
    assert names("search=energie") == ["Énergie Sahel"]
    assert names("status=active") == []


def test_the_list_costs_the_same_for_few_and_many(api):
    def count(rows: int) -> int:
        for company in CompanyFactory.create_batch(rows):
            company.other_names.create(name="Other", sort_name="other", kind="trading")
        with CaptureQueriesContext(connection) as queries:
            api.get(URL)
        return len(queries)

    few = count(5)
    assert count(45) == few
    assert few <= 6


def test_suggestions(api, cast):
    acme = CompanyFactory(legal_name="Acme", lead_office=cast.senegal)
    assert api.get(f"{URL}suggest/?q=acm").json() == [
        {"id": str(acme.pk), "name": "Acme", "country": "SN", "score": 0.965, "lead_office": str(cast.senegal.pk)}
    ]


def test_the_timeline_answers_for_those_in_scope_only(api):
    company = CompanyFactory()
    assert api.get(f"{URL}{company.pk}/timeline/").json() == {"results": [], "earlier": None}
    assert api.get(f"{URL}{company.pk}/timeline/?before=soon").status_code == 400
    assert api.get(f"{URL}0/timeline/").status_code == 404
    assert api.get(f"{URL}soon/timeline/").status_code == 404


@pytest.mark.parametrize(
    "query", ["country=%00", "legal_name=%00", "lead_office=%00", "search=%00", "parent=x", "id=9" * 30]
)
def test_nonsense_in_the_address_is_no_server_error(api, query):
    assert api.get(f"{URL}?{query}").status_code in (200, 400)


@pytest.mark.parametrize(("moment", "status"), [("2026-01-01T00:00:00+17:43", 200), ("0001-01-01T00:00:00+01:00", 400)])
def test_moments_that_the_database_would_refuse(api, moment, status):
    assert api.get(URL, {"updated_since": moment}).status_code == status


def test_nonsense_in_a_body_is_400(api):
    sent = {"legal_name": "A", "lead_office": "\x00", "other_names": ["\x00"]}
    assert api.post(URL, sent, format="json").status_code == 400


def test_interests_and_maturity(api):
    company, theme = CompanyFactory(), ThemeFactory()
    sent = {"company": str(company.pk), "theme": theme.code, "source": "Call", "region": "ROWCA"}
    made = api.post("/api/v1/interests/", sent, format="json")
    assert made.status_code == 201, made.json()
    assert made.json()["theme"] == theme.code
    assert api.delete(f"/api/v1/interests/{made.json()['id']}/").status_code == 204
    assert api.post("/api/v1/interests/", sent | {"company": "0"}, format="json").status_code == 404
    sent = {"company": str(company.pk), "level": "leader", "evidence": "Report"}
    assert api.post("/api/v1/maturity-assessments/", sent, format="json").status_code == 201
    assert api.get(f"/api/v1/maturity-assessments/?company={company.pk}").json()["count"] == 1
    assert theme.code in {row["code"] for row in api.get("/api/v1/themes/").json()["results"]}


def test_documents(api, cast, settings):
    company = CompanyFactory()

    def sent(**more):
        return {"company": str(company.pk), "file": SimpleUploadedFile("Plan.pdf", b"%PDF-1.7"), **more}

    made = api.post("/api/v1/documents/", sent(visibility="office"), format="multipart")
    assert made.status_code == 201, made.json()
    assert made.json()["title"] == "Plan.pdf"
    one = f"/api/v1/documents/{made.json()['id']}/"
    assert b"".join(api.get(f"{one}file/").streaming_content) == b"%PDF-1.7"
    assert api.patch(one, {"title": "The plan"}, format="json").json()["title"] == "The plan"

    settings.MAX_DOCUMENT_BYTES = 4
    assert api.post("/api/v1/documents/", sent(), format="multipart").status_code == 413

    api.force_authenticate(cast.outsider)
    hidden = api.get(one).json()
    assert (hidden["readable"], hidden["title"], hidden["filename"], hidden["sha256"]) == (False, None, None, None)
    assert api.get(f"{one}file/").status_code == 404
    assert api.delete(one).status_code == 403


def test_auditors_read_and_write_nothing(cast):
    client = APIClient()
    client.force_authenticate(cast.auditor)
    company = CompanyFactory()
    document = file_document(
        company_id=company.pk, by=cast.focal_point, upload=SimpleUploadedFile("x.pdf", b"%PDF-"), visibility="office"
    )
    assert client.get(f"/api/v1/documents/{document.pk}/").json()["readable"] is True
    assert client.post(URL, {"legal_name": "A"}, format="json").status_code == 403
    assert client.patch(f"{URL}{company.pk}/", {"city": "X"}, format="json").status_code == 403
    assert not Company.objects.filter(legal_name="A").exists()
