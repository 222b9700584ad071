"""The life of an import: started once, resumed after a kill, undone as a whole, by the right people."""

import os
import signal
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.audit.models import AuditEvent
from crm.companies.models import Company
from crm.companies.services.companies import update_company
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.imports.enums import ImportState
from crm.imports.models import ImportRow, ImportRun
from crm.imports.services import commits, planning, undoing
from crm.imports.transitions import GONE, IMPORTS
from crm.jobs.enums import JobState
from crm.jobs.models import Job
from crm.jobs.services import running
from tests.factories import CompanyFactory, InteractionFactory

from .conftest import Steps

TEN = "Name,Country\n" + "".join(f"Company number {n},SN\n" for n in range(1, 11))


def test_every_state_of_an_import_is_in_the_table():
    states = {row.source for row in IMPORTS} | {row.target for row in IMPORTS}
    assert states == {*ImportState.values, GONE}


def test_the_trail_names_the_person_and_the_import_once_per_step(steps, focal_point):
    run = steps.imported(TEN)
    verbs = AuditEvent.objects.filter(subject_type="imports.importrun", subject_id=str(run.pk)).order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == [
        "import.uploaded",
        "import.previewed",
        "import.started",
        "import.committed",
    ]
    assert AuditEvent.objects.filter(verb="company.created", by_id=focal_point.pk).count() == 10


def test_a_refused_row_stays_out_and_the_others_go_in(steps, monkeypatch):
    run = steps.previewed(TEN)
    CompanyFactory(legal_name="Taken", sort_name="taken", lei="529900T8BM49AURSDO55")
    monkeypatch.setattr(planning, "BATCH", 4)
    real = commits.Plan.plan

    def sabotage(self, row):
        planned = real(self, row)
        if planned.label.endswith("7"):
            planned.payload.draft.values["lei"] = "529900T8BM49AURSDO55"
        return planned

    monkeypatch.setattr(commits.Plan, "plan", sabotage)
    run = steps.committed(run)
    assert (run.state, run.created, run.problems) == (ImportState.DONE, 9, 1)
    assert ImportRow.objects.get(run=run, outcome="problem").problems[0]["code"] == "lei_taken"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_start_it_once(cast, monkeypatch):
    monkeypatch.setattr("crm.jobs.services.jobs.hint", lambda **_job: None)
    steps = Steps(cast.focal_point)
    run = steps.previewed(TEN)
    gate, answers = Barrier(2), []

    def click():
        gate.wait()
        try:
            commits.commit(run=run, by=cast.focal_point)
            answers.append("started")
        except Conflict:
            answers.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=click) for _ in range(2)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert sorted(answers) == ["refused", "started"]
    assert Job.objects.filter(kind=commits.COMMIT_JOB).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_is_followed_by_one_that_does_nothing_twice(cast, monkeypatch):
    monkeypatch.setattr("crm.jobs.services.jobs.hint", lambda **_job: None)
    monkeypatch.setattr(planning, "BATCH", 3)
    steps = Steps(cast.focal_point)
    run = commits.commit(run=steps.previewed(TEN), by=cast.focal_point)
    connections.close_all()
    child = os.fork()
    if child == 0:
        written = commits._apply
        calls = []

        def killed_within_the_third(*args):
            calls.append(1)
            if len(calls) == 3:
                commits.ImportRow.objects.bulk_create = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
            written(*args)

        commits._apply = killed_within_the_third
        running.run(job_id=run.job_id)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert Company.objects.count() == 6, "two whole chunks, nothing of the third"
    Job.objects.update(leased_until=clock.now() - timedelta(seconds=1))
    run = steps.finished(run)
    assert (run.state, run.created, run.job.attempts) == (ImportState.DONE, 10, 2)
    assert Company.objects.count() == 10


def test_a_failed_run_says_why_and_goes_on_where_it_stopped(steps, monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 4)
    run = steps.previewed(TEN)
    real, calls = commits._apply, []

    def broken(*args):
        calls.append(1)
        if len(calls) == 2:
            raise KeyError("a mistake of ours")
        real(*args)

    monkeypatch.setattr(commits, "_apply", broken)
    run = steps.committed(run)
    assert (run.state, run.created) == (ImportState.FAILED, 4)
    assert "on our side" in run.failure
    run = steps.committed(run)
    assert (run.state, run.created, Company.objects.count()) == (ImportState.DONE, 10, 10)


def test_a_stopped_run_can_be_undone(steps, focal_point):
    run = commits.commit(run=steps.previewed(TEN), by=focal_point)
    Job.objects.filter(pk=run.job_id).update(state=JobState.CANCELLED)
    commits.give_up(run_id=run.pk, reason="")
    run = steps.undone(ImportRun.objects.select_related("job").get(pk=run.pk))
    assert run.state == ImportState.UNDONE


def test_undo_takes_back_what_nobody_touched_and_lists_the_rest(steps, focal_point, cast):
    known = CompanyFactory(legal_name="Old friend", sort_name="old friend", country="SN", city="")
    text = (
        TEN.replace("Name,Country", "Name,Country,City,Ticker").replace(",SN\n", ",SN,Dakar,\n")
        + "Old friend,SN,Thiès,OLD\n"
    )
    run = steps.imported(text)
    changed, used, untouched = (Company.objects.get(legal_name=f"Company number {n}") for n in (1, 2, 3))
    update_company(company_id=changed.pk, by=focal_point, changes={"city": "Saint-Louis"})
    InteractionFactory(company=used, by=focal_point, office=cast.senegal)
    run = steps.undone(run)
    known.refresh_from_db()
    untouched.refresh_from_db()
    assert (known.city, list(known.registrations.all())) == ("", [])
    assert untouched.binned_at
    kept = dict(ImportRow.objects.filter(run=run).exclude(undo_note="").values_list("label", "undo_note"))
    assert kept == {
        "Company number 1": "Somebody changed it since.",
        "Company number 2": "It is in use since: contacts.",
    }
    assert Company.objects.kept().count() == 3
    assert run.state == ImportState.UNDONE
    with pytest.raises(Conflict):
        undoing.undo(run=run, by=focal_point)


def test_undo_of_a_company_that_two_rows_made_takes_both_back(steps):
    run = steps.imported("Name,Country,CIK,Symbol\nFox,US,17,FOX\nFox,US,17,FOXA\n")
    steps.undone(run)
    assert not Company.objects.kept().exists()


@pytest.mark.parametrize(
    ("person", "sees", "undoes"),
    [
        ("focal_point", True, None),
        ("neighbour", False, Forbidden),
        ("partnerships_officer", True, None),
        ("administrator", True, None),
        ("auditor", True, Forbidden),
    ],
)
def test_who_sees_an_import_and_undoes_it(client, cast, person, sees, undoes):
    run = Steps(cast.focal_point).imported(TEN)
    who = getattr(cast, person)
    client.force_login(who)
    assert client.get(f"/imports/{run.pk}/").status_code == (200 if sees else 404)
    if undoes:
        with pytest.raises(undoes):
            undoing.undo(run=run, by=who)
    else:
        assert undoing.undo(run=run, by=who).job.is_open


def test_whoever_became_an_auditor_leaves_their_imports_as_they_are(cast):
    run = Steps(cast.focal_point).imported(TEN)
    cast.focal_point.roles.update(role=Role.AUDITOR)
    since = User.objects.get(pk=cast.focal_point.pk)
    with pytest.raises(Forbidden):
        undoing.undo(run=run, by=since)


@pytest.mark.parametrize("person", ["auditor", "administrator"])
def test_who_does_not_work_with_companies_imports_none(cast, person):
    with pytest.raises(Forbidden):
        Steps(getattr(cast, person)).uploaded(TEN)
