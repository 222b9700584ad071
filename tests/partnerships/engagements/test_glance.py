"""What a partnership says in one look, and what the list can be narrowed to."""

from datetime import timedelta

import pytest
from django.urls import reverse

from crm.core import clock
from partnerships.engagements.filters import PartnershipFilter
from partnerships.engagements.glance import glances_of
from partnerships.models import Engagement, Milestone
from tests.partnerships_world import lapsed, partnership, stalled


def told(row):
    row.refresh_from_db()
    return {str(each.label): (str(each.value), each.tone) for each in glances_of(row, on=clock.today())}


@pytest.mark.django_db
def test_one_that_is_prepared_says_stage_and_that_nobody_is_cleared(cast):
    row = partnership(cast)
    assert told(row) == {
        "Stage": ("Identified", ""),
        "Clearance": ("None", "warn"),
        "Pledged": ("Nothing yet", ""),
        "Relationship lead": ("Nobody", "warn"),
    }
    stalled(cast, row)
    assert told(row)["Stage"] == ("Identified", "bad")


@pytest.mark.django_db
def test_one_that_runs_says_how_its_clearance_stands_and_what_comes_next(cast):
    row, today = lapsed(cast), clock.today()
    assert told(row)["Clearance"] == ("Suspended", "bad")
    assert told(row)["Next date"][1] == ""
    Milestone.objects.create(partnership=row, text="Opening", due_on=today - timedelta(days=1))
    assert told(row)["Overdue since"][1] == "bad"


@pytest.mark.django_db
def test_the_list_knows_stages_together(client, cast):
    prepared, runs = partnership(cast, title="Idea"), lapsed(cast)
    rows = Engagement.objects.partnerships()
    assert list(PartnershipFilter({"stage": "prepared"}, rows).qs) == [prepared]
    assert list(PartnershipFilter({"stage": "active"}, rows).qs) == [runs]
    assert not PartnershipFilter({"airline": "true"}, rows).qs.exists()
    assert PartnershipFilter({"airline": "false"}, rows).qs.count() == 2
    client.force_login(cast.focal_point)
    assert client.get(reverse("partnerships:partnership_list"), {"stage": "ended"}).status_code == 200
