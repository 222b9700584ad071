import os
import signal
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, connections, transaction

from crm.core import clock
from crm.jobs.enums import JobState
from crm.jobs.models import Job
from crm.jobs.querysets import LEASE
from crm.jobs.registries import Cancelled
from crm.jobs.services import jobs, running
from crm.jobs.tasks import run_job, start_waiting

LATER = LEASE + timedelta(seconds=1)


def lease_over(job):
    Job.objects.filter(pk=job.pk).update(leased_until=clock.now() - timedelta(seconds=1))


def test_a_job_starts_on_commit_and_keeps_its_result(focal_point, kind, django_capture_on_commit_callbacks):
    kind(lambda job, progress: progress(3, 3) or {"counted": job.arguments["to"]})
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start(kind="counting", arguments={"to": 3}, by=focal_point)
        assert job.state == JobState.QUEUED
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (JobState.DONE, 3, 3, {"counted": 3})


def test_an_unknown_kind_is_a_mistake_of_ours(focal_point, db):
    with pytest.raises(LookupError):
        jobs.start(kind="unheard of", arguments={}, by=focal_point)


def test_a_lost_queue_is_no_error_and_the_sweep_finds_the_row(
    focal_point, kind, monkeypatch, django_capture_on_commit_callbacks
):
    def away(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(run_job, "apply_async", away)
        with django_capture_on_commit_callbacks(execute=True):
            job = jobs.start(kind="counting", arguments={}, by=focal_point)
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert start_waiting() == 0, "its own hint gets a moment first"
    Job.objects.update(created_at=clock.now() - timedelta(seconds=30))
    assert start_waiting() == 1
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_second_hint_does_nothing(job, kind):
    runs = []
    kind(lambda job, progress: runs.append(1) or {})
    assert [run_job(job.pk), run_job(job.pk)] == [True, False]
    assert runs == [1]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValidationError("The file is empty."), "The file is empty."),
        (KeyError("x"), "Something went wrong on our side."),
    ],
)
def test_a_failure_is_a_sentence_for_the_person_and_a_trace_in_the_log(job, kind, caplog, error, sentence):
    told = []

    def fail(job, progress):
        raise error

    kind(fail, gave_up=told.append)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.problem.startswith(sentence)
    assert caplog.records[-1].exc_info
    assert told == [job]


def test_a_lost_database_is_tried_again(job, kind):
    def drop(job, progress):
        raise OperationalError("gone")

    kind(drop)
    with pytest.raises(OperationalError):
        run_job(job.pk)
    kind(lambda job, progress: {})
    lease_over(job)
    start_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_a_worker_that_lost_its_claim_writes_nothing_any_more(job, kind):
    def overtaken(mine, progress):
        lease_over(job)
        kind(lambda job, progress: {"by": "the second"})
        run_job(job.pk)
        with pytest.raises(Cancelled):
            progress(1, 2)
        return {"by": "the first"}

    kind(overtaken)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.result == {"by": "the second"}


def test_three_interruptions_are_enough(job, kind):
    Job.objects.update(state=JobState.RUNNING, attempts=3, leased_until=clock.now() - timedelta(seconds=1))
    told = []
    kind(lambda job, progress: {}, gave_up=told.append)
    assert run_job(job.pk) is False
    start_waiting()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "three times" in job.problem
    assert told == [job]


def test_a_stopped_job_notices_at_its_next_progress(job, kind, focal_point):
    def stopped_meanwhile(mine, progress):
        jobs.stop(job=job, by=focal_point)
        progress(2, 2)
        raise AssertionError("should have let go")

    kind(stopped_meanwhile, cancellable=True)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_share_the_rows(job):
    Job.objects.update(created_at=clock.now() - timedelta(seconds=30))
    other = connection.copy()
    with transaction.atomic():
        Job.objects.select_for_update().get(pk=job.pk)
        with other.cursor() as cursor:
            cursor.execute("SELECT id FROM jobs_job FOR UPDATE SKIP LOCKED")
            assert cursor.fetchall() == []
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_a_job_that_is_taken_up_again(job, kind):
    def killed_half_way(job, progress):
        progress(1, 3)
        running._mine(job).update(done=1)
        os.kill(os.getpid(), signal.SIGKILL)

    kind(killed_half_way)
    connections.close_all()
    child = os.fork()
    if child == 0:
        run_job(job.pk)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.RUNNING, 1)
    kind(lambda job, progress: {"counted": 3})
    assert run_job(job.pk) is False, "the lease still holds"
    lease_over(job)
    assert start_waiting() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (JobState.DONE, 2, {"counted": 3})
