"""A list is as old as what it says of itself, until somebody finds that there is no newer one."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import Notification
from duediligence.enums import ListFormat, LoadState
from duediligence.models import WatchList
from duediligence.watchlists.selectors.freshness import freshness_of
from duediligence.watchlists.services import uploads
from duediligence.watchlists.services.newest import confirm_newest

from . import samples
from .test_doors import by_key, signed_in
from .test_loads import OWN, loaded, run
from .world import NOW

UN = {"code": "un", "file_format": ListFormat.UN_XML, "name": "un.xml"}
PAGE = "/due-diligence/lists/un/"


def fresh(code, on=None):
    (found,) = freshness_of(WatchList.objects.filter(code=code), on=on or clock.today())
    return found


@pytest.fixture
def old_un(cast):
    return loaded(cast, samples.un_xml(on="2024-11-02"), **UN)


def test_a_file_of_two_years_ago_does_not_become_fresh_by_being_loaded(cast, old_un):
    assert old_un.state == LoadState.DONE
    assert (fresh("un").stale, fresh("un").known_on) == (True, date(2024, 11, 2))
    assert fresh("un").verdict.code == "list_stale"
    assert loaded(cast, samples.un_xml(on="2024-11-02"), **UN).state == LoadState.UNCHANGED
    assert fresh("un").stale
    told = Notification.objects.filter(recipient=cast.partnerships_officer).latest("pk")
    assert (told.wording, told.values["dated_on"]) == ("watchlist_loaded_old", "2024-11-02")


def test_a_file_that_bears_a_day_to_come_is_as_old_as_its_load(cast):
    loaded(cast, samples.un_xml(on="2126-11-02"), **UN)
    assert fresh("un").known_on == clock.today()
    assert fresh("un", clock.today() + timedelta(days=46)).stale


def test_somebody_finds_that_there_is_no_newer_one(cast, old_un):
    with pytest.raises(Forbidden):
        confirm_newest(code="un", note="un.org", by=cast.focal_point)
    with pytest.raises(ValidationError):
        confirm_newest(code="un", note=" ", by=cast.partnerships_officer)
    with pytest.raises(Conflict):
        confirm_newest(code="ofac", note="treasury.gov", by=cast.partnerships_officer)
    confirm_newest(code="un", note="un.org", by=cast.partnerships_officer)
    assert (fresh("un").age_days, fresh("un").stale) == (0, False)
    assert fresh("un", clock.today() + timedelta(days=46)).stale
    event = AuditEvent.objects.get(verb="watchlist.confirmed_newest")
    assert (event.by_id, event.after["note"]) == (cast.partnerships_officer.pk, "un.org")
    loaded(cast, samples.un_xml(on="2024-11-03"), **UN)
    assert fresh("un").stale, "what was said of one file says nothing of another"


def test_the_day_of_a_file_that_bears_none_is_given_with_it(cast):
    def hand_in(day, at=NOW):
        files = [ContentFile(OWN.encode(), "own.csv")]
        upload = uploads.Upload(files, ListFormat.CSV, list_date=day)
        return uploads.receive(code="own", upload=upload, by=cast.partnerships_officer, at=at)

    def late(hour):
        return datetime(2026, 11, 20, hour, 30, tzinfo=UTC)

    with pytest.raises(ValidationError):
        hand_in(NOW.date() + timedelta(days=1))
    with timezone.override("Africa/Nairobi"):
        assert hand_in(NOW.date() + timedelta(days=1), at=late(22)).state == LoadState.QUEUED
    assert run(hand_in(date(2026, 1, 5))).list_date == date(2026, 1, 5)
    assert fresh("own").stale
    assert hand_in(NOW.date()).state == LoadState.UNCHANGED
    assert fresh("own").known_on == NOW.date()


def test_the_page_asks_and_keeps_the_answer(cast, old_un):
    client = signed_in(cast.partnerships_officer)
    assert "Is this the newest there is?" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}newest/", {"note": ""}).status_code == 422
    assert signed_in(cast.focal_point).post(f"{PAGE}newest/", {"note": "un.org"}).status_code == 403
    assert client.post(f"{PAGE}newest/", {"note": "un.org/list"}).status_code == 302
    shown = client.get(PAGE).content.decode()
    assert "un.org/list" in shown
    assert "Is this the newest there is?" not in shown


def test_the_contract_of_what_is_the_newest(cast, old_un):
    address = "/api/v1/watchlists/un/newest/"
    ask = {"content_type": "application/json"}
    assert by_key(cast.focal_point).post(address, {"note": "un.org"}, **ask).status_code == 403
    client = by_key(cast.partnerships_officer)
    assert client.post(address, {"note": ""}, **ask).status_code == 400
    assert client.post("/api/v1/watchlists/own/newest/", {"note": "x"}, **ask).status_code == 409
    said = client.post(address, {"note": "un.org"}, **ask).json()
    assert (said["newest_note"], said["own_date"]) == ("un.org", "2024-11-02")


def test_the_command_goes_by_the_day_on_which_a_file_was_written(cast, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(OWN)
    os.utime(path, (1_700_000_000, 1_700_000_000))

    def load(*more):
        out, err = StringIO(), StringIO()
        call_command("load_watchlist", "own", path, "--format", "csv", *more, stdout=out, stderr=err)
        return json.loads(out.getvalue()), err.getvalue()

    said, warned = load()
    assert (said["list_date"], said["stale"], "--newest" in warned) == ("2023-11-14", True, True)
    said, warned = load("--newest", "own.example/list")
    assert (said["state"], said["age_days"], said["stale"], warned) == ("unchanged", 0, False, "")
