"""The demo replays the call of 2017 as the source tells it."""

from random import Random

import pytest

from crm.core import clock
from crm.workspace.demo import organisation, places
from partnerships.grants.demo import build
from partnerships.grants.selectors import proposals_of
from partnerships.models import GrantCall, Proposal, ProposalScore


@pytest.mark.django_db
def test_the_call_of_2017():
    assert set(places.COUNTRY_OFFICES) >= {"CL", "TR", "KR", "VN", "ID", "MM", "BI", "SN", "MA", "MZ", "TZ", "RW"}
    today = clock.today()
    made = organisation.build(rng=Random(2016), today=today)
    build(organisation=made, register=None, today=today)
    call = GrantCall.objects.with_sums().get(deadline__year=2017)
    assert (call.proposal_count, call.asked, call.award_count, call.awarded, call.left) == (29, 675_658, 12, 240_000, 0)
    rows = Proposal.objects.filter(call=call)
    assert rows.values("office", "department").distinct().count() == 23
    awarded = rows.filter(state="awarded")
    assert sorted(awarded.values_list("office__country", flat=True)) == sorted(
        ["CL", "TR", "KR", "VN", "ID", "MM", "BI", "SN", "MA", "MZ", "TZ", "RW"]
    )
    assert not awarded.filter(report="").exists()
    # Who was awarded was also scored best, and nobody by the own office.
    _own, lines = proposals_of(call, made.staff[made.hq.pk][0], with_scores=True)
    assert {each.proposal.state for each in lines[:12]} == {"awarded"}
    scores = ProposalScore.objects.select_related("reviewer", "proposal")
    assert [each for each in scores if each.reviewer.office_id == each.proposal.office_id] == []
    assert dict(GrantCall.objects.values_list("state", "title")).keys() == {"awarded", "review", "open"}
