"""A file that is not wanted after all goes, at each door, and nothing that was imported ever does."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.imports.models import ImportRow, ImportRun
from crm.imports.services import discarding, previews
from crm.imports.tasks import KEPT_FOR, forget_unfinished
from crm.jobs.models import Job
from crm.jobs.services import jobs, running

TEXT = "Name,Country\nBaobab Foods,SN\n"


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_the_page_discards_an_uploaded_and_a_previewed_file(client, focal_point, steps, commits):
    client.force_login(focal_point)
    for run in (steps.uploaded(TEXT), steps.previewed(TEXT)):
        assert "Discard the file" in client.get(reverse("imports:detail", args=[run.pk])).content.decode()
        with commits():
            answer = client.post(reverse("imports:discard", args=[run.pk]), follow=True)
        assert "“companies.csv” is discarded. Nothing of it was entered." in answer.content.decode()
        assert not default_storage.exists(run.file.name)
    assert (ImportRun.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_the_api_discards_it_once_and_then_knows_it_no_more(client, focal_point, steps, commits):
    client.force_login(focal_point)
    path = f"/api/v1/imports/{steps.previewed(TEXT).pk}/"
    assert client.delete(path).status_code == 204
    assert (client.get(path).status_code, client.delete(path).status_code) == (404, 404)


def test_the_trail_keeps_who_took_it_away_and_what_it_was(steps, focal_point):
    run = steps.previewed(TEXT)
    discarding.discard(run=run, by=focal_point)
    event = AuditEvent.objects.get(verb="import.discarded")
    assert (event.by_id, event.subject_label, event.before["rows"]) == (focal_point.pk, "companies.csv", 1)


def test_the_file_stays_where_the_transaction_does_not_come_to_its_end(steps, focal_point):
    run = steps.uploaded(TEXT)
    discarding.discard(run=run, by=focal_point)
    assert default_storage.exists(run.file.name)  # this test's own transaction is never committed


def test_what_was_imported_is_undone_and_not_discarded(client, focal_point, steps):
    run = steps.imported(TEXT)
    client.force_login(focal_point)
    answer = client.delete(f"/api/v1/imports/{run.pk}/")
    assert answer.status_code == 409
    assert "Undo the import" in answer.json()["errors"][0]["detail"]
    assert client.post(reverse("imports:discard", args=[run.pk])).status_code == 409
    steps.undone(run)
    with pytest.raises(Conflict):
        discarding.discard(run=run, by=focal_point)


def test_a_file_that_is_being_read_waits(steps, focal_point, monkeypatch):
    monkeypatch.setattr(previews, "AT_ONCE", 0)
    run = steps.previewed(TEXT)
    with pytest.raises(Conflict, match="still at work"):
        discarding.discard(run=run, by=focal_point)
    running.run(job_id=run.job_id)
    discarding.discard(run=ImportRun.objects.get(pk=run.pk), by=focal_point)
    assert Job.objects.get().path == ""


@pytest.mark.parametrize(
    ("person", "allowed"),
    [("partnerships_officer", True), ("administrator", True), ("auditor", False), ("neighbour", False)],
)
def test_whoever_oversees_imports_may_discard(cast, steps, person, allowed):
    run = steps.uploaded(TEXT)
    if allowed:
        discarding.discard(run=run, by=getattr(cast, person))
    else:
        with pytest.raises(Forbidden):
            discarding.discard(run=run, by=getattr(cast, person))
    assert ImportRun.objects.exists() != allowed


def test_a_step_on_a_file_that_is_gone_says_so(steps, focal_point):
    run = steps.previewed(TEXT)
    discarding.discard(run=ImportRun.objects.get(pk=run.pk), by=focal_point)
    with pytest.raises(Conflict, match="discarded in the meantime"):
        previews.preview(run=run, by=focal_point)


def test_a_month_later_what_nobody_imported_is_gone(steps, commits):
    runs = {"old": steps.uploaded(TEXT), "looked at": steps.previewed(TEXT), "imported": steps.imported(TEXT)}
    busy = steps.uploaded(TEXT)
    ImportRun.objects.filter(pk=busy.pk).update(
        job=jobs.start(kind="import_preview", arguments={"run": busy.pk}, by=None)
    )
    ImportRun.objects.update(uploaded_at=clock.now() - KEPT_FOR - timedelta(minutes=1))
    young = steps.uploaded(TEXT)
    with commits():
        forget_unfinished()
        forget_unfinished()
    assert set(ImportRun.objects.values_list("pk", flat=True)) == {runs["imported"].pk, busy.pk, young.pk}
    assert not default_storage.exists(runs["old"].file.name)
    assert default_storage.exists(young.file.name)
    assert set(AuditEvent.objects.filter(verb="import.discarded").values_list("by_name", flat=True)) == {"Concord"}
    assert AuditEvent.objects.filter(verb="import.discarded").count() == 2


def test_the_address_of_a_discarded_file_says_who_took_it_away(client, cast, steps):
    run = steps.previewed(TEXT)
    address = reverse("imports:detail", args=[run.pk])
    discarding.discard(run=run, by=cast.partnerships_officer)
    for person, code in ((steps.by, 410), (cast.auditor, 410), (cast.neighbour, 404)):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == code
    client.force_login(steps.by)
    page = client.get(address).content.decode()
    assert "This file was discarded" in page
    assert cast.partnerships_officer.name in page


def test_a_file_that_went_by_the_clock_was_nobodys_deed(client, steps):
    run = steps.previewed(TEXT)
    discarding.discard_unfinished(before=clock.now() + timedelta(days=1))
    client.force_login(steps.by)
    assert "Nobody imported it in time" in client.get(reverse("imports:detail", args=[run.pk])).content.decode()
