"""A kind of job for these tests, whose work the test writes."""

import pytest

from crm.jobs.models import Job
from crm.jobs.registries import JobKind, job_kinds


@pytest.fixture
def kind(monkeypatch):
    """`kind(run, **options)` registers the work under "counting" until the test ends."""

    def register(run, **options):
        entry = JobKind(label="Counting", run=run, **options)
        monkeypatch.setitem(job_kinds._entries, "counting", (1, entry))
        return entry

    register(lambda job, progress: {"counted": 3})
    return register


@pytest.fixture
def job(focal_point, kind):
    return Job.objects.create(kind="counting", by=focal_point, arguments={"to": 3})
