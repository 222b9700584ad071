"""Small grants: who calls, proposes, scores, decides and reports, and what a call can bear."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from crm.accounts.models import Delegation, RoleAssignment
from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden, Stale
from crm.notifications.models import Notification
from partnerships.grants.selectors import proposals_of, to_score_by
from partnerships.grants.services.calls import change_call, close_call, finish_call, open_call
from partnerships.grants.services.data import BudgetData, CriterionData, ReportData, ScoreData
from partnerships.grants.services.decisions import award_proposal, decline_proposal, reconsider_proposal
from partnerships.grants.services.proposals import change_proposal, submit_proposal, withdraw_proposal
from partnerships.grants.services.reports import report_back
from partnerships.grants.services.scores import score_proposal
from partnerships.models import GrantCall, Proposal, ProposalScore
from tests.grants_world import closed, drafted_call, opened_call, scored, sent, written


@pytest.fixture
def call(cast):
    return opened_call(cast)


@pytest.fixture
def waits(cast, call):
    """A proposal of Senegal's for USD 20,000 of a call of USD 50,000, under review."""
    proposal = sent(cast, call)
    closed(cast, call)
    return proposal


@pytest.fixture
def awarded(cast, waits):
    return award_proposal(by=cast.partnerships_officer, proposal_id=waits.pk, amount=Decimal(15_000), reason="Good.")


def verbs():
    return list(
        AuditEvent.objects.filter(verb__regex="^(grant_call|proposal)").order_by("pk").values_list("verb", flat=True)
    )


def refused(error, deed, code, **options):
    with pytest.raises(error) as caught:
        deed(**options)
    if error is ValidationError:
        assert {each.code for errors in caught.value.error_dict.values() for each in errors} == {code}
    else:
        assert (caught.value.code, bool(str(caught.value.reason))) == (code, True)


def test_from_the_call_to_the_report_each_deed_is_on_record_once(cast, call):
    office, team = cast.focal_point, cast.partnerships_officer
    proposal = sent(cast, call)
    change_proposal(by=office, proposal_id=proposal.pk, changes={"title": "Forum"})
    closed(cast, call)
    scored(cast.committee_member, proposal, 5, 2)
    award_proposal(by=team, proposal_id=proposal.pk, amount=Decimal(12_000), reason="Good.")
    finish_call(by=team, call_id=call.pk)
    report_back(by=office, proposal_id=proposal.pk, data=ReportData("Held.", Decimal(11_000), clock.today()))
    assert verbs() == [
        "grant_call.drafted",
        "grant_call.opened",
        "proposal.drafted",
        "proposal.submitted",
        "proposal.changed",
        "grant_call.closed",
        "proposal.scored",
        "proposal.awarded",
        "grant_call.finished",
        "proposal.reported",
    ]
    told = GrantCall.objects.with_sums().get()
    assert (told.asked, told.awarded, told.left, told.proposal_count) == (20_000, 12_000, 38_000, 1)
    # The weights are 2 and 1.
    assert Proposal.objects.with_sums().get().score == 4


@pytest.mark.parametrize("person", ["focal_point", "regional_director", "committee_member", "auditor", "administrator"])
def test_the_partnerships_team_runs_calls(cast, call, waits, person):
    by = getattr(cast, person)
    for deed in (open_call, close_call, finish_call):
        refused(Forbidden, deed, "not_yours", by=by, call_id=call.pk)
    refused(Forbidden, change_call, "not_yours", by=by, call_id=call.pk, changes={"title": "Mine"})
    refused(Forbidden, decline_proposal, "not_yours", by=by, proposal_id=waits.pk, reason="No.")
    refused(Forbidden, award_proposal, "not_yours", by=by, proposal_id=waits.pk, amount=Decimal(1), reason="Mine.")


def test_a_call_opens_with_criteria_and_time_left(cast):
    team, today = cast.partnerships_officer, clock.today()
    bare = drafted_call(cast, criteria=())
    refused(Conflict, open_call, "no_criteria", by=team, call_id=bare.pk)
    late = drafted_call(cast)
    refused(Conflict, open_call, "deadline_past", by=team, call_id=late.pk, on=today + timedelta(days=11))
    refused(ValidationError, drafted_call, "in_the_past", cast=cast, deadline=today - timedelta(days=1))
    refused(ValidationError, drafted_call, "min_value", cast=cast, amount_usd=Decimal(0))
    twice = (CriterionData("Reach"), CriterionData("reach "))
    refused(ValidationError, drafted_call, "unique", cast=cast, criteria=twice)


def test_nobody_s_time_to_propose_is_cut_short(cast, call):
    team = cast.partnerships_officer
    refused(Conflict, close_call, "before_deadline", by=team, call_id=call.pk, on=call.deadline - timedelta(days=1))
    close_call(by=team, call_id=call.pk, on=call.deadline)
    refused(Conflict, change_call, "closed", by=team, call_id=call.pk, changes={"source": "Another"})
    assert change_call(by=team, call_id=call.pk, changes={"amount_usd": Decimal(60_000)}).amount_usd == 60_000


def test_offices_that_may_are_told_and_propose_until_the_deadline(cast):
    call = opened_call(cast, eligible_ids=(cast.senegal.pk,))
    told = set(Notification.objects.filter(wording="grant_call_opened").values_list("recipient__email", flat=True))
    assert told == {cast.focal_point.email, cast.chief_of_mission.email}
    refused(Forbidden, written, "not_eligible", cast=cast, call=call, by=cast.outsider)
    refused(Forbidden, written, "not_your_office", cast=cast, call=call, office_id=cast.kenya.pk)
    refused(Forbidden, written, "read_only", cast=cast, call=call, by=cast.auditor)
    draft, late = written(cast, call), call.deadline + timedelta(days=1)
    refused(Conflict, submit_proposal, "deadline_past", by=cast.focal_point, proposal_id=draft.pk, on=late)
    refused(Forbidden, submit_proposal, "not_yours", by=cast.partnerships_officer, proposal_id=draft.pk)
    assert submit_proposal(by=cast.chief_of_mission, proposal_id=draft.pk, on=call.deadline).submitted_at
    closed(cast, call)
    refused(Conflict, change_proposal, "closed", by=cast.focal_point, proposal_id=draft.pk, changes={"title": "Late"})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"budget": ()}, "no_budget"),
        ({"summary": " "}, "no_summary"),
        ({"budget": (BudgetData("All", Decimal(50_001)),)}, "above_call"),
    ],
)
def test_what_is_sent_is_whole_and_stays_so(cast, call, changes, code):
    draft, by = written(cast, call, **changes), cast.focal_point
    refused(Conflict, submit_proposal, code, by=by, proposal_id=draft.pk)
    whole = sent(cast, call)
    refused(Conflict, change_proposal, code, by=by, proposal_id=whole.pk, changes=changes)


def test_what_cannot_be_is_named(cast, call):
    for changes, code in (
        ({"countries": ("XX",)}, "invalid_choice"),
        ({"engagement_id": 999_999}, "does_not_exist"),
        ({"budget": (BudgetData("Less", Decimal(-1)),)}, "min_value"),
        ({"budget": (BudgetData(" ", Decimal(1)),)}, "invalid"),
        ({"title": ""}, "blank"),
    ):
        refused(ValidationError, written, code, cast=cast, call=call, **changes)


def test_two_who_edit_the_same_are_told(cast, call):
    draft, by = written(cast, call), cast.focal_point
    change_proposal(by=by, proposal_id=draft.pk, changes={"title": "Forum"}, version=draft.version)
    with pytest.raises(Stale):
        change_proposal(by=by, proposal_id=draft.pk, changes={"title": "Fair"}, version=draft.version)
    with pytest.raises(Stale):
        change_call(by=cast.partnerships_officer, call_id=call.pk, changes={"title": "New"}, version=call.version - 1)


def test_who_scores(cast, call):
    change_call(by=cast.partnerships_officer, call_id=call.pk, changes={"reviewer_ids": (cast.outsider.pk,)})
    proposal = sent(cast, call)
    with pytest.raises(Conflict):
        scored(cast.committee_member, proposal, 1, 1)
    closed(cast, call)
    for person in ("committee_member", "director_general", "partnerships_officer", "outsider"):
        scored(getattr(cast, person), proposal, 3, 3)
    for person, code in (
        ("neighbour", "not_a_reviewer"),
        ("regional_director", "not_a_reviewer"),
        ("focal_point", "not_a_reviewer"),
        ("auditor", "not_a_reviewer"),
    ):
        with pytest.raises(Forbidden) as caught:
            scored(getattr(cast, person), proposal, 5, 5)
        assert caught.value.code == code
    assert ProposalScore.objects.count() == 8


def test_nobody_scores_the_own_office_nor_as_a_deputy(cast, call):
    proposal = sent(cast, call)
    change_call(by=cast.partnerships_officer, call_id=call.pk, changes={"reviewer_ids": (cast.focal_point.pk,)})
    closed(cast, call)
    today = clock.today()
    held = RoleAssignment.objects.get(user=cast.chief_of_mission)
    Delegation.objects.create(
        assignment=held, deputy=cast.committee_member, starts_on=today, ends_on=today, created_by=cast.chief_of_mission
    )
    assert [row.to_score for row in to_score_by(cast.focal_point)] == []
    criterion = call.criteria.first()
    for person in (cast.focal_point, cast.committee_member):
        with pytest.raises(Forbidden) as caught:
            scored(person, proposal, 5, 5)
        assert caught.value.code == "own_office"
        # The database says the same to whoever goes round the service.
        with pytest.raises(IntegrityError, match="nobody scores the own office"), transaction.atomic():
            proposal.scores.create(criterion=criterion, reviewer=person, value=5, scored_on=today)


def test_each_scores_once_and_may_change_it_until_it_is_decided(cast, waits):
    scored(cast.committee_member, waits, 5, 5)
    scored(cast.committee_member, waits, 1, 4)
    scored(cast.committee_member, waits, 1, 4)
    assert sorted(ProposalScore.objects.values_list("value", flat=True)) == [1, 4]
    assert verbs().count("proposal.scored") == 2
    first, _second = waits.call.criteria.all()
    by = cast.committee_member
    for scores, code in (
        ({first.pk: ScoreData(3)}, "required"),
        ({first.pk: ScoreData(3), 999_999: ScoreData(3)}, "does_not_exist"),
    ):
        refused(ValidationError, score_proposal, code, by=by, proposal_id=waits.pk, scores=scores)
    with pytest.raises(ValidationError, match="0 to 5"):
        scored(by, waits, 6, 0)
    decline_proposal(by=cast.partnerships_officer, proposal_id=waits.pk, reason="Too narrow.")
    with pytest.raises(Conflict):
        scored(by, waits, 5, 5)


def test_the_best_stands_first_and_scores_stay_closed_to_offices(cast, call):
    low, high, blank = (sent(cast, call, title=title) for title in ("Low", "High", "Blank"))
    closed(cast, call)
    scored(cast.committee_member, low, 2, 2)
    scored(cast.committee_member, high, 4, 5)
    _own, lines = proposals_of(call, cast.partnerships_officer, with_scores=True)
    assert [(each.proposal.title, each.place) for each in lines] == [("High", 1), ("Low", 2), (blank.title, None)]
    own, lines = proposals_of(call, cast.focal_point, with_scores=False)
    assert ([each.place for each in lines], len(own)) == ([None] * 3, 3)


def test_never_more_than_the_call_has(cast, call):
    team = cast.partnerships_officer
    first, second = sent(cast, call, usd=30_000), sent(cast, call, usd=30_000)
    closed(cast, call)
    award_proposal(by=team, proposal_id=first.pk, amount=Decimal(30_000), reason="Good.")
    with pytest.raises(Conflict, match="20,000") as caught:
        award_proposal(by=team, proposal_id=second.pk, amount=Decimal(20_001), reason="Good.")
    assert caught.value.code == "above_left"
    refused(Conflict, change_call, "below_awards", by=team, call_id=call.pk, changes={"amount_usd": Decimal(29_999)})
    # Raw SQL meets the same wall, from both sides.
    with pytest.raises(IntegrityError, match="exceed"), transaction.atomic():
        Proposal.objects.filter(pk=second.pk).update(
            state="awarded", awarded_usd=Decimal(20_001), decided_at=clock.now()
        )
    with pytest.raises(IntegrityError, match="exceed"), transaction.atomic():
        GrantCall.objects.filter(pk=call.pk).update(amount_usd=Decimal(29_999))
    award_proposal(by=team, proposal_id=second.pk, amount=Decimal(20_000), reason="Good.")


def test_decisions_have_a_reason_and_reach_the_office(cast, waits):
    team = cast.partnerships_officer
    refused(ValidationError, award_proposal, "required", by=team, proposal_id=waits.pk, amount=Decimal(5), reason=" ")
    too_much = Decimal(20_001)
    refused(ValidationError, award_proposal, "above_asked", by=team, proposal_id=waits.pk, amount=too_much, reason="x")
    refused(ValidationError, decline_proposal, "required", by=team, proposal_id=waits.pk, reason="")
    refused(Conflict, finish_call, "undecided", by=team, call_id=waits.call_id)
    decline_proposal(by=team, proposal_id=waits.pk, reason="Too narrow.")
    told = set(Notification.objects.filter(wording="grant_declined").values_list("recipient__email", flat=True))
    assert told == {cast.focal_point.email, cast.chief_of_mission.email}
    refused(Conflict, decline_proposal, "decided", by=team, proposal_id=waits.pk, reason="Twice.")
    refused(Conflict, withdraw_proposal, "decided", by=cast.focal_point, proposal_id=waits.pk)


def test_nobody_decides_on_what_they_sent(cast, call):
    own = sent(cast, call, by=cast.partnerships_officer)
    closed(cast, call)
    refused(
        Forbidden,
        award_proposal,
        "own_request",
        by=cast.partnerships_officer,
        proposal_id=own.pk,
        amount=Decimal(1),
        reason="Mine.",
    )


def test_a_decision_can_be_taken_back_until_it_was_reported_on(cast, awarded):
    team = cast.partnerships_officer
    back = reconsider_proposal(by=team, proposal_id=awarded.pk, reason="A wrong figure.")
    assert (back.state, back.awarded_usd, GrantCall.objects.with_sums().get().left) == ("submitted", None, 50_000)
    award_proposal(by=team, proposal_id=awarded.pk, amount=Decimal(10_000), reason="Good.")
    report_back(by=cast.focal_point, proposal_id=awarded.pk, data=ReportData("Done.", Decimal(1), clock.today()))
    refused(Conflict, reconsider_proposal, "reported", by=team, proposal_id=awarded.pk, reason="Again.")


@pytest.mark.parametrize(
    ("text", "spent", "days", "code"),
    [("", 1, 0, "required"), ("Done.", 15_001, 0, "above_award"), ("Done.", -1, 0, "negative"),
     ("Done.", 1, 1, "in_the_future"), ("Done.", 1, -1, "before_award")],
)  # fmt: skip
def test_no_more_is_spent_than_was_awarded(cast, awarded, text, spent, days, code):
    data = ReportData(text, Decimal(spent), clock.today() + timedelta(days=days))
    refused(ValidationError, report_back, code, by=cast.focal_point, proposal_id=awarded.pk, data=data)
    refused(Forbidden, report_back, "not_yours", by=cast.outsider, proposal_id=awarded.pk, data=data)


def test_drafts_are_their_own_office_s(cast, call):
    draft = written(cast, call)
    seen = {person for person in vars(cast) if hasattr(getattr(cast, person), "email")
            and not hasattr(getattr(cast, person), "path")
            and draft in Proposal.objects.visible_to(getattr(cast, person))}  # fmt: skip
    assert seen == {"focal_point", "chief_of_mission", "auditor"}
    secret = drafted_call(cast)
    assert secret not in GrantCall.objects.visible_to(cast.focal_point)
