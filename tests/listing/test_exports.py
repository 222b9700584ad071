"""Files of what a list shows: the same rows, columns and order, under what the person may see."""

import csv
import hashlib
import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from crm.audit.models import AuditEvent
from crm.companies.enums import Consent
from crm.core import clock
from crm.core.tabular import unshield
from crm.jobs.services.running import run
from crm.listing.models import Export
from crm.listing.registries import tables
from crm.listing.services import exports
from crm.listing.tasks import forget_export_files
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

EXPORT = "/lists/companies/export/"


def rows_of(response) -> list[list[str]]:
    content = response.getvalue()
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def some(db):
    CompanyFactory(legal_name="=cmd|' /C calc'!A0", sort_name="cmd", country="SN", status="active", founded=1999)
    CompanyFactory(legal_name="Zebra", sort_name="zebra", country="SN")
    CompanyFactory(legal_name="Elsewhere", sort_name="elsewhere", country="KE")


def test_a_csv_has_what_the_page_shows(browser, some, focal_point):
    query = "country=SN&sort=-name&col=founded&col=country&col=status"
    found = rows_of(browser.post(EXPORT, {"format": "csv", "query": query}))
    assert found[0] == ["Legal name", "Country", "Status", "Founded"]
    assert [row[0] for row in found[1:]] == ["Zebra", "'=cmd|' /C calc'!A0"]
    assert found[2][1:] == ["Senegal", "Active", "1999"]
    assert unshield(found[2][0]) == "=cmd|' /C calc'!A0"
    export = Export.objects.get()
    assert (export.by, export.rows, export.parameters) == (focal_point, 2, {"query": query})
    assert AuditEvent.objects.get().verb == "export.made"


def test_an_xlsx_has_the_same(browser, some):
    response = browser.post(EXPORT, {"format": "xlsx", "query": "country=SN&col=founded"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.getvalue())).get_sheet_by_index(0).to_python()
    assert book == [["Legal name", "Founded"], ["=cmd|' /C calc'!A0", 1999], ["Zebra", ""]]


def test_all_columns_of_all_tables_can_be_exported(browser, some):
    AffiliationFactory()
    for table in ("companies", "people"):
        columns = "&".join(f"col={column.key}" for column in tables[table].columns())
        found = rows_of(browser.post(f"/lists/{table}/export/", {"format": "csv", "query": columns}))
        assert len(found) > 1
        assert len(set(found[0])) == len(found[0])


def test_locked_addresses_are_in_no_file(browser):
    ContactFactory(emails=["secret@example.org"], consent=Consent.WITHDRAWN)
    ContactFactory(emails=["open@example.org"])
    text = browser.post("/lists/people/export/", {"format": "csv", "query": ""}).getvalue().decode()
    assert "secret@" not in text
    assert "open@" in text


@pytest.fixture
def large(monkeypatch, browser, some):
    """Has a file written as a large one, by a worker."""
    monkeypatch.setattr(exports, "MOST_AT_ONCE", 1)

    def ask(query: str):
        response = browser.post(EXPORT, {"format": "csv", "query": query})
        export = Export.objects.get()
        assert browser.get(f"/lists/exports/{export.pk}/").status_code == 200
        assert run(job_id=export.job_id)
        export.refresh_from_db()
        return response, export

    return ask


def test_a_large_export_runs_in_the_background(browser, large, as_person):
    response, export = large("country=SN")
    assert response.headers["Location"] == f"/lists/exports/{export.pk}/" == export.job.path
    assert export.rows == 2
    assert browser.get(f"/lists/exports/{export.pk}/").status_code == 200
    content = browser.get(f"/lists/exports/{export.pk}/file/").getvalue()
    assert hashlib.sha256(content).hexdigest() == export.sha256
    assert as_person("outsider").get(f"/lists/exports/{export.pk}/file/").status_code == 404
    assert as_person("auditor").get(f"/lists/exports/{export.pk}/file/").status_code == 403


def test_files_go_after_a_week_and_the_record_stays(browser, large):
    _response, export = large("")
    forget_export_files()
    assert browser.get(f"/lists/exports/{export.pk}/file/").status_code == 200
    Export.objects.update(created_at=clock.now() - timedelta(days=8))
    forget_export_files()
    assert browser.get(f"/lists/exports/{export.pk}/file/").status_code == 409
    assert Export.objects.get().rows == 3
