import pytest
from django.urls import reverse

from crm.core.errors import Conflict, Forbidden
from crm.jobs.enums import JobState
from crm.jobs.models import Job
from crm.jobs.services import jobs


def test_my_jobs_are_mine_and_administrators_see_all(client, job, cast):
    for person, seen in [(cast.focal_point, True), (cast.neighbour, False), (cast.administrator, True)]:
        client.force_login(person)
        assert ("Counting" in client.get(reverse("jobs:list")).content.decode()) is seen
        assert client.get(reverse("jobs:detail", args=[job.pk])).status_code == (200 if seen else 404)


def test_the_bar_is_polled_until_the_end(client, job, focal_point):
    client.force_login(focal_point)
    address = reverse("jobs:progress", args=[job.pk])
    assert address in client.get(address, headers={"HX-Request": "true"}).content.decode()
    Job.objects.update(state=JobState.DONE)
    ended = client.get(address, headers={"HX-Request": "true"})
    assert address not in ended.content.decode()
    assert ended["HX-Refresh"] == "true"


def test_stopping_needs_the_owner_a_kind_that_allows_it_and_work_that_goes_on(job, kind, cast):
    with pytest.raises(Conflict):
        jobs.stop(job=job, by=cast.focal_point)
    kind(lambda job, progress: {}, cancellable=True)
    with pytest.raises(Forbidden):
        jobs.stop(job=job, by=cast.neighbour)
    jobs.stop(job=job, by=cast.administrator)
    with pytest.raises(Conflict):
        jobs.stop(job=job, by=cast.focal_point)


@pytest.mark.parametrize("rows", [2, 12])
def test_the_list_asks_as_often_for_two_rows_as_for_twelve(client, cast, kind, rows, django_assert_max_num_queries):
    Job.objects.bulk_create(Job(kind="counting", by=cast.focal_point) for _ in range(rows))
    client.force_login(cast.administrator)
    client.get(reverse("jobs:list"))
    with django_assert_max_num_queries(9):
        client.get(reverse("jobs:list"))
