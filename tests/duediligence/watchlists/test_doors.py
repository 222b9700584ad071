"""The pages and the REST door of the watch lists."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from crm.accounts.services.api_keys import make_key
from crm.core import clock
from crm.jobs.services import running
from duediligence.enums import HitState
from duediligence.models import Hit, ListLoad, WatchList

from .test_hits import hit_of, second_officer  # noqa: F401
from .test_loads import OWN, loaded
from .world import screening

FORM = {"format": "csv"}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def by_key(user):
    _key, text = make_key(by=user, name="Script", at=clock.now(), scope="read_write")
    return Client(headers={"authorization": f"Bearer {text}"})


def a_file(content=OWN, name="own.csv"):
    return SimpleUploadedFile(name, content.encode())


def test_a_file_is_loaded_from_the_browser_and_its_errors_are_told(cast):
    client = signed_in(cast.partnerships_officer)
    page = "/due-diligence/lists/own/"
    assert client.post(page, {"format": "csv"}).status_code == 422
    assert client.post(page, {**FORM, "file": a_file()}).status_code == 302
    load = ListLoad.objects.get()
    running.run(job_id=load.job_id)
    told = client.get(page).content.decode()
    assert "own.csv" in told
    assert load.sha256 in told
    assert client.post(page, {**FORM, "file": a_file("name,type\nAlpha,planet\n")}).status_code == 302
    running.run(job_id=ListLoad.objects.latest("pk").job_id)
    assert "line 2" in client.get(page).content.decode()
    assert signed_in(cast.focal_point).post(page, {**FORM, "file": a_file()}).status_code == 403


def test_too_large_a_file_is_refused_at_the_door(cast, settings):
    settings.MAX_WATCHLIST_BYTES = 10
    client = signed_in(cast.partnerships_officer)
    assert client.post("/due-diligence/lists/own/", {**FORM, "file": a_file()}).status_code == 413
    huge = by_key(cast.partnerships_officer).post(
        "/api/v1/watchlists/own/loads/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=500_000_000
    )
    assert huge.status_code == 413


def test_the_pages_say_how_fresh_a_list_is_and_find_entries_by_any_name(cast):
    loaded(cast, OWN)
    client = signed_in(cast.focal_point)
    lists = client.get("/due-diligence/lists/").content.decode()
    assert "Never loaded" in lists
    assert "Fresh: 0 days old" in lists
    found = client.get("/due-diligence/lists/entries/?q=zivago").content.decode()
    assert "Zhivago Freight" in found
    assert "Harbour Lights" not in found


def test_a_list_is_added_and_its_meaning_changed(cast):
    client = signed_in(cast.partnerships_officer)
    told = {"code": "interpol", "name": "Notices", "standing": "other"}
    assert client.post("/due-diligence/lists/add/", told).status_code == 302
    assert client.post("/due-diligence/lists/add/", told).status_code == 422
    changed = {"name": "Red notices", "standing": "un", "required": "on"}
    assert client.post("/due-diligence/lists/interpol/edit/", changed).status_code == 302
    row = WatchList.objects.get(code="interpol")
    assert (row.name, row.standing, row.required) == ("Red notices", "un", True)


def test_a_hit_is_resolved_on_its_page_with_both_sides(cast, second_officer):  # noqa: F811
    hit = hit_of(screening(cast), cast)
    page = f"/due-diligence/lists/hits/{hit.pk}/"
    client = signed_in(cast.partnerships_officer)
    shown = client.get(page).content.decode()
    assert "Harbour Lights Trading" in shown
    assert "The same name" in shown
    assert client.post(page, {"verdict": "cleared", "reason": ""}).status_code == 422
    stale = {"verdict": "confirmed", "reason": "Same.", "version": hit.version + 1}
    assert client.post(page, stale).status_code == 422
    assert client.post(page, {**stale, "version": hit.version}).status_code == 302
    assert client.post(page, {"verdict": "confirmed", "reason": "Again."}).status_code == 422
    assert "Waits for a second person" in client.get("/due-diligence/lists/hits/").content.decode()
    assert signed_in(second_officer).post(page, {"verdict": "confirmed", "reason": "Yes."}).status_code == 302
    hit.refresh_from_db()
    assert hit.state == HitState.CONFIRMED
    assert "Yes." in client.get(page).content.decode()


def test_the_contract_of_loads(cast):
    client = by_key(cast.partnerships_officer)
    address = "/api/v1/watchlists/own/loads/"
    assert by_key(cast.focal_point).post(address, {**FORM, "file": a_file()}).status_code == 403
    assert client.post("/api/v1/watchlists/nope/loads/", {**FORM, "file": a_file()}).status_code == 404
    assert client.post(address, {"format": "pdf", "file": a_file()}).status_code == 400
    answer = client.post(address, {**FORM, "file": a_file()})
    assert answer.status_code == 202
    said = answer.json()
    assert (said["state"], said["added"], said["errors"]) == ("queued", 0, [])
    running.run(job_id=ListLoad.objects.get().job_id)
    done = client.get(f"/api/v1/loads/{said['id']}/").json()
    assert (done["state"], done["progress"], done["added"], done["watchlist"]) == ("done", 100, 2, "own")
    again = client.post(address, {**FORM, "file": a_file()}).json()
    assert again["state"] == "unchanged"
    listed = client.get("/api/v1/watchlists/own/").json()
    assert (listed["code"], listed["entries"], listed["list_date"]) == ("own", 2, "2026-11-20")
    assert client.get("/api/v1/watchlists/un/").json()["loaded_at"] is None


def test_the_contract_of_hits(cast):
    hit = hit_of(screening(cast), cast)
    client = by_key(cast.partnerships_officer)
    (said,) = client.get(f"/api/v1/hits/?screening={hit.party.screening_id}&state=open").json()["results"]
    assert said["entry"]["list"] == "un"
    assert said["company"] == str(hit.party.screening.company_id)
    assert said["reasons"][0]["sentence"]
    address = f"/api/v1/hits/{hit.pk}/resolve/"
    body = {"verdict": "cleared", "reason": "Another company."}
    refused = by_key(cast.focal_point).post(address, body, content_type="application/json")
    assert refused.status_code == 403
    stale = client.post(address, body, content_type="application/json", headers={"if-match": '"99"'})
    assert stale.status_code == 412
    assert client.post(address, body, content_type="application/json").json()["state"] == "cleared"
    assert client.post(address, body, content_type="application/json").status_code == 409
    assert Hit.objects.get().reason == "Another company."


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "..\\x.csv"])
def test_a_name_like_a_path_is_only_a_name(cast, name):
    load = loaded(cast, OWN, name=name)
    assert "/" not in load.filename
    assert "\\" not in load.filename
