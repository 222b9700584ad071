"""Exports over REST."""

import pytest

from crm.jobs.services.running import run
from crm.listing.models import Export
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db
PATH = "/api/v1/exports/"


def test_asking_waiting_and_fetching(browser, as_person):
    CompanyFactory(legal_name="Acme", country="SN")
    CompanyFactory(country="KE")
    asked = browser.post(PATH, {"what": "companies", "format": "csv", "query": "country=SN"}, "application/json")
    assert asked.status_code == 202
    assert asked.json()["state"] == "queued"
    assert asked.json()["url"] is None
    export = Export.objects.get()
    assert run(job_id=export.job_id)
    found = browser.get(f"{PATH}{export.pk}/").json()
    assert (found["state"], found["progress"], found["rows"]) == ("done", 100, 1)
    assert len(found["sha256"]) == 64
    assert b"Acme" in browser.get(found["url"]).getvalue()
    outsider = as_person("outsider")
    assert outsider.get(f"{PATH}{export.pk}/").status_code == 404
    assert outsider.get(found["url"]).status_code == 404
    assert outsider.get(PATH).json()["count"] == 0


@pytest.mark.parametrize("sent", [{"what": "secrets", "format": "csv"}, {"what": "companies", "format": "exe"}])
def test_what_there_is_not_is_refused(browser, sent):
    assert browser.post(PATH, sent, "application/json").status_code == 400
