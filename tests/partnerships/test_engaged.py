"""Open engagements stand in the way of other offices, as contacts do (domain.md section 3)."""

from datetime import timedelta

import pytest

from crm.contactlog import policies
from crm.contactlog.selectors import engaged_offices, standing
from partnerships.engagements.services.bin import bin_engagement
from partnerships.pipeline.services.moves import move
from tests.partnerships_world import collaboration


def names(company, on):
    return sorted(each.office_name for each in engaged_offices([company.pk], on=on).get(company.pk, []))


def test_the_lead_and_the_joined_offices_are_engaged_while_it_is_open(cast, company, opened, today):
    row = opened(office_ids=(cast.ghana.pk,))
    assert names(company, today) == ["Ghana", "Senegal"]
    assert names(company, today - timedelta(days=1)) == []
    move(by=cast.focal_point, partnership_id=row.pk, target="closed", reason="No answer.", cause="no_answer")
    assert names(company, today) == []


def test_what_lies_in_the_bin_counts_for_nobody(cast, company, opened, today):
    bin_engagement(by=cast.focal_point, engagement_id=opened().pk)
    assert names(company, today) == []


@pytest.mark.parametrize(("ago", "lasts", "engaged"), [(0, None, True), (1, None, False), (5, 9, True), (5, 4, False)])
def test_a_collaboration_counts_until_it_is_over(cast, company, today, ago, lasts, engaged):
    starts = today - timedelta(days=ago)
    ends = starts + timedelta(days=lasts) if lasts is not None else None
    collaboration(cast, company, starts_on=starts, ends_on=ends)
    assert names(company, today) == (["Senegal"] if engaged else [])


def test_others_are_asked_to_coordinate(cast, company, opened, today):
    opened()
    theirs, own = (standing(company, office.pk, on=today) for office in (cast.kenya, cast.senegal))
    assert policies.may_approach(theirs).verdict == "coordinate"
    assert policies.may_approach(own).is_free


def test_two_queries_for_all_companies_and_one_where_nothing_is_open(
    cast, company, opened, today, django_assert_num_queries
):
    """Beside that of the contact log itself."""
    with django_assert_num_queries(2):
        assert engaged_offices([company.pk, company.pk + 1], on=today) == {}
    for number in range(3):
        opened(office_ids=(cast.ghana.pk,), title=f"Solar {number}")
    with django_assert_num_queries(3):
        assert len(engaged_offices([company.pk, company.pk + 1], on=today)[company.pk]) == 2
