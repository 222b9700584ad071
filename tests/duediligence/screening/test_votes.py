"""The committee: quorum, majority, ties, interests, blindness."""

import pytest

from crm.accounts.models import User
from crm.accounts.services.delegations import delegate
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from duediligence.screening.selectors.waiting import waiting_steps
from duediligence.screening.services.decisions import decide
from duediligence.screening.services.votes import cast_vote
from tests.factories import UserFactory

CHAIR, LAW, MONEY, ICP = (
    "deputy_director_general",
    "legal_affairs",
    "resource_management",
    "international_cooperation",
)


@pytest.fixture
def voters(cast, committee):
    return {**committee, "director": cast.regional_director}


def vote(screening, voters, **said):
    for seat, choice in said.items():
        cast_vote(by=voters[seat], screening_id=screening.pk, vote=choice, reason="Because.")
    screening.refresh_from_db()
    return screening.state


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        (["approve"] * 5, "approved"),
        (["approve", "approve", "approve", "reject", "reject"], "approved"),
        (["approve", "approve", "reject", "reject", "abstain"], "rejected"),
        (["approve", "approve", "abstain", "abstain", "abstain"], "rejected"),
    ],
)
def test_the_last_vote_closes_the_ballot(submitted, voters, votes, state):
    screening = submitted("high")
    seats = [CHAIR, LAW, MONEY, ICP, "director"]
    assert vote(screening, voters, **dict(zip(seats, votes, strict=True))) == state


def test_a_tie_of_those_who_may_vote_is_a_rejection(submitted, voters):
    """The director declares an interest: two against two."""
    screening = submitted("high")
    cast_vote(by=voters["director"], screening_id=screening.pk, interest="My cousin works there.")
    said = {CHAIR: "approve", LAW: "approve", MONEY: "reject", ICP: "reject"}
    assert vote(screening, voters, **said) == "rejected"


def test_the_chair_closes_with_a_quorum_and_as_the_votes_say(submitted, voters):
    screening = submitted("high")
    told = {"by": voters[CHAIR], "screening_id": screening.pk, "reason": "The committee agreed."}
    vote(screening, voters, **{CHAIR: "approve", LAW: "approve"})
    with pytest.raises(Conflict) as refused:
        decide(outcome="approved", **told)
    assert refused.value.code == "no_quorum"
    vote(screening, voters, **{MONEY: "approve"})
    with pytest.raises(Conflict) as refused:
        decide(outcome="rejected", **told)
    assert refused.value.code == "against_votes"
    assert decide(outcome="approved", **told).state == "approved"


def test_it_waits_for_members_until_they_voted_and_for_the_chair_until_it_is_closed(cast, submitted, voters):
    screening, today = submitted("high"), clock.today()

    def waits_for(person) -> bool:
        return [step.screening for step in waiting_steps(person, on=today)] == [screening]

    vote(screening, voters, **{CHAIR: "approve", LAW: "approve"})
    assert [waits_for(voters[seat]) for seat in (CHAIR, LAW, MONEY)] == [False, False, True], "no quorum yet"
    vote(screening, voters, **{MONEY: "approve"})
    assert [waits_for(voters[seat]) for seat in (CHAIR, LAW, MONEY)] == [True, False, False]
    seat = voters[ICP].roles.get()
    delegate(by=voters[ICP], assignment=seat, deputy=voters[LAW], starts_on=today, ends_on=today, on=today)
    assert waits_for(User.objects.get(pk=voters[LAW].pk)), "whoever voted may still have another's vote to cast"


def test_a_member_does_not_close(submitted, voters):
    screening = submitted("high")
    vote(screening, voters, **{CHAIR: "approve", LAW: "approve", MONEY: "approve"})
    with pytest.raises(Forbidden):
        decide(by=voters[LAW], screening_id=screening.pk, outcome="approved", reason="Now.")


def test_one_vote_each_and_none_for_strangers(cast, submitted, voters):
    screening = submitted("high")
    vote(screening, voters, **{LAW: "approve"})
    with pytest.raises(Conflict) as refused:
        vote(screening, voters, **{LAW: "reject"})
    assert refused.value.code == "voted_already"
    for stranger in (cast.other_director, cast.chief_of_mission, cast.director_general, cast.administrator):
        with pytest.raises(Forbidden):
            cast_vote(by=stranger, screening_id=screening.pk, vote="approve", reason="So.")


def test_a_deputy_votes_for_the_member_but_not_one_who_asked(cast, submitted, voters):
    deputy, today = UserFactory(office=cast.hq), clock.today()
    delegate(
        by=voters[MONEY], assignment=voters[MONEY].roles.get(), deputy=deputy, starts_on=today, ends_on=today, on=today
    )
    first = submitted("high")
    row = cast_vote(by=deputy, screening_id=first.pk, vote="approve", reason="As agreed.")
    assert (row.member, row.cast_by) == (voters[MONEY], deputy)


def test_a_member_who_asked_is_no_elector(submitted, voters):
    screening = submitted("high", by=voters[LAW])
    with pytest.raises(Conflict) as refused:
        vote(screening, voters, **{LAW: "approve"})
    assert refused.value.code == "own_request"
    said = {CHAIR: "approve", MONEY: "approve", ICP: "approve", "director": "reject"}
    assert vote(screening, voters, **said) == "approved"


def test_of_very_high_risk_the_committee_recommends_and_the_director_general_decides(cast, submitted, voters):
    screening = submitted("very_high")
    seats = {CHAIR: "reject", LAW: "reject", MONEY: "reject", ICP: "approve", "director": "approve"}
    assert vote(screening, voters, **seats) == "awaiting_decision"
    recommended, decides = screening.route.all()
    assert (recommended.outcome, recommended.state, decides.state) == ("rejected", "done", "open")
    done = decide(by=cast.director_general, screening_id=screening.pk, outcome="approved", reason="Worth it.")
    assert done.state == "approved"


def test_what_the_desk_proposed_becomes_the_committees_conditions(cast, submitted, voters):
    screening = submitted("high")
    screening.proposed_conditions = [
        {"text": "Publish the audit", "owner": cast.focal_point.pk, "due_on": "2026-11-01", "before_signature": True}
    ]
    screening.save_changes("proposed_conditions")
    seats = dict.fromkeys((CHAIR, LAW, MONEY, ICP, "director"), "approve")
    assert vote(screening, voters, **seats) == "approved_with_conditions"
    assert [(c.text, c.due_on) for c in screening.conditions.all()] == [("Publish the audit", clock.today())]
