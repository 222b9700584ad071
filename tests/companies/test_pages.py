"""The company pages, as people use them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.companies.models import Company, Document
from crm.companies.services.documents import file_document
from crm.companies.services.interests import note_interest
from crm.companies.services.maturity import assess_maturity
from tests.factories import AffiliationFactory, CompanyFactory, InteractionFactory, OfficeFactory, ThemeFactory

PDF = b"%PDF-1.7 secret"
ROWS = {
    "names-TOTAL_FORMS": "0",
    "names-INITIAL_FORMS": "0",
    "registrations-TOTAL_FORMS": "0",
    "registrations-INITIAL_FORMS": "0",
}
FIELDS = {"kind": "company", "status": "prospect", "global_compact": "unknown", "found_by": "unknown"}


@pytest.fixture
def as_focal_point(client, focal_point):
    client.force_login(focal_point)
    return client


def at(name: str, *args) -> str:
    return reverse(f"companies:{name}", args=args)


def test_the_page_says_everything_about_a_company(as_focal_point, cast):
    parent = CompanyFactory(legal_name="Mother Holding")
    company = CompanyFactory(legal_name="Daughter Ltd", parent=parent, lead_office=cast.senegal, isic="C10")
    AffiliationFactory(company=company)
    note_interest(company_id=company.pk, by=cast.focal_point, theme=ThemeFactory(), source="Annual report")
    assess_maturity(company_id=company.pk, by=cast.focal_point, level="leader", evidence="Science-based target")
    text = as_focal_point.get(at("detail", company.pk)).content.decode()
    for words in ("Mother Holding", "Head of sustainability", "Annual report", "Science-based target", "food products"):
        assert words in text


def test_the_page_costs_the_same_with_much_on_it(as_focal_point, cast):
    company = CompanyFactory()

    def fill(rows: int) -> None:
        for number in range(rows):
            AffiliationFactory(company=company)
            CompanyFactory(parent=company)
            InteractionFactory(company=company, by=cast.focal_point, office=cast.senegal)
            assess_maturity(company_id=company.pk, by=cast.focal_point, level="leader", evidence=f"Report {number}")
            region = OfficeFactory(code=f"R{company.interests.count()}", kind="regional", parent=cast.hq)
            note_interest(company_id=company.pk, by=cast.focal_point, theme=ThemeFactory(), region=region, source="x")
            upload = SimpleUploadedFile("report.pdf", PDF)
            file_document(company_id=company.pk, by=cast.focal_point, upload=upload)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert as_focal_point.get(at("detail", company.pk)).status_code == 200
        return len(queries)

    fill(2)
    few = count()
    fill(10)
    assert count() == few


def test_a_company_is_entered(as_focal_point):
    data = FIELDS | ROWS | {"legal_name": "Acme", "website": "acme.example", "new_tags": "Food", "tags": ["Cold chain"]}
    data |= {"names-TOTAL_FORMS": "1", "names-0-name": "Acme Trading", "names-0-kind": "trading"}
    answer = as_focal_point.post(at("create"), data)
    company = Company.objects.get(legal_name="Acme")
    assert answer.url == at("detail", company.pk)
    assert company.website == "https://acme.example"
    assert {tag.name for tag in company.tags.all()} == {"Food", "Cold chain"}
    assert company.other_names.get().name == "Acme Trading"


def test_what_the_service_refuses_stands_beside_the_field(as_focal_point):
    answer = as_focal_point.post(at("create"), FIELDS | ROWS | {"legal_name": "Acme", "lei": "123"})
    assert answer.status_code == 422
    assert "20 characters" in answer.content.decode()


def test_another_row_is_asked_for_without_a_script(as_focal_point):
    text = as_focal_point.post(at("create"), FIELDS | ROWS | {"legal_name": "Acme", "more": "names"}).content.decode()
    assert 'name="names-0-name"' in text
    assert not Company.objects.filter(legal_name="Acme").exists()


def test_the_second_of_two_editors_sees_both_versions(as_focal_point):
    company = CompanyFactory(legal_name="Acme", city="Dakar")
    data = FIELDS | ROWS | {"legal_name": "Acme", "city": "Thiès", "country": "SN", "version": "1"}
    Company.objects.filter(pk=company.pk).update(city="Kaolack", version=2)
    answer = as_focal_point.post(at("edit", company.pk), data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Kaolack" in text
    assert "Thiès" in text
    assert re.search(r'name="version" value="2"', text)
    assert as_focal_point.post(at("edit", company.pk), data | {"version": "2"}).status_code == 302
    company.refresh_from_db()
    assert company.city == "Thiès"


PANELS = {
    "interests": {"level": "high", "source": "Call"},
    "maturity": {"level": "leader", "assessed_on": "2026-01-02", "evidence": "Report"},
    "tags": {"new_tags": "Food"},
    "status": {"status": "active", "version": "1"},
}


@pytest.mark.parametrize("panel", PANELS)
def test_small_forms_work_with_and_without_a_script(as_focal_point, cast, panel):
    company, url = CompanyFactory(), None
    url = at(panel, company.pk)
    data = dict(PANELS[panel])
    if panel == "interests":
        data["theme"] = ThemeFactory().pk
    part = as_focal_point.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<form" in part
    assert "<html" not in part
    assert "<html" in as_focal_point.get(url).content.decode()
    assert as_focal_point.post(url, data).url == f"{at('detail', company.pk)}#{panel}"
    data |= {"version": "2"} if panel == "status" else {}
    saved = as_focal_point.post(url, data, headers={"HX-Request": "true"})
    assert saved.status_code == 200
    assert "toast" in saved.headers.get("HX-Trigger", "") or "HX-Refresh" in saved.headers
    refused = as_focal_point.post(url, {"level": "none", "status": "none", "tags": "x" * 41})
    assert refused.status_code == 422


def test_documents_are_filed_read_and_hidden(as_focal_point, client, cast):
    company = CompanyFactory()
    upload = SimpleUploadedFile("Plan.pdf", PDF)
    data = {"file": upload, "title": "Secret plan", "visibility": "office", "office": cast.senegal.pk}
    assert as_focal_point.post(at("documents", company.pk), data).status_code == 302
    document = Document.objects.get()
    answer = as_focal_point.get(at("document", document.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"

    client.force_login(cast.outsider)
    text = client.get(at("detail", company.pk)).content.decode()
    assert "Senegal keeps to itself" in text
    assert "Secret plan" not in text
    for name in ("document", "document_edit"):
        assert client.get(at(name, document.pk)).status_code == 404
    assert client.post(at("document_bin", document.pk)).status_code == 404


def test_a_bad_file_is_refused_in_words(as_focal_point, cast):
    upload = SimpleUploadedFile("plan.pdf", b"MZ")
    data = {"file": upload, "visibility": "everyone", "office": cast.senegal.pk}
    answer = as_focal_point.post(at("documents", CompanyFactory().pk), data)
    assert answer.status_code == 422
    assert "not what its name says" in answer.content.decode()


def test_auditors_are_refused(client, auditor):
    client.force_login(auditor)
    company = CompanyFactory()
    assert client.get(at("detail", company.pk)).status_code == 200
    for name in ("edit", "interests", "maturity", "documents", "tags", "status"):
        assert client.get(at(name, company.pk)).status_code == 403
    assert client.get(at("create")).status_code == 403
    assert client.post(at("bin", company.pk)).status_code == 403


def test_a_refusal_of_the_moment_is_409(client, partnerships_officer):
    client.force_login(partnerships_officer)
    company = CompanyFactory()
    CompanyFactory(parent=company)
    answer = client.post(at("bin", company.pk))
    assert answer.status_code == 409
    assert "another parent" in answer.content.decode()


def test_typing_finds_companies(as_focal_point, cast):
    acme = CompanyFactory(legal_name="Acmé Énergie", lead_office=cast.senegal)
    CompanyFactory(legal_name="Grand Acme")
    other = CompanyFactory(legal_name="Zeta")
    other.other_names.create(name="Acme Zwei", sort_name="acme zwei", kind="trading")
    CompanyFactory(legal_name="Acme binned", binned_at="2026-01-01T00:00:00Z")
    found = as_focal_point.get(at("suggest"), {"q": "ACME"}).json()
    assert [each["name"] for each in found] == ["Acmé Énergie", "Zeta", "Grand Acme"]
    assert found[0] == {"id": acme.pk, "name": "Acmé Énergie", "hint": "Senegal"}
    assert as_focal_point.get(at("suggest"), {"q": "_%"}).json() == []
