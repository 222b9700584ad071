"""A call for small grants with proposals, for the world of doors and the tests of grants."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from crm.accounts.models import User
from crm.core import clock
from partnerships.grants.services.calls import close_call, draft_call, open_call
from partnerships.grants.services.data import BudgetData, CallData, CriterionData, ProposalData, ScoreData
from partnerships.grants.services.proposals import draft_proposal, submit_proposal
from partnerships.grants.services.scores import score_proposal
from partnerships.models import Engagement, GrantCall, Proposal

CRITERIA = (CriterionData("Involves companies", Decimal(2)), CriterionData("Can be done in a year"))


def drafted_call(cast: SimpleNamespace, **changes) -> GrantCall:
    told = {
        "title": "Private sector engagement",
        "source": "Governments of Belgium and the Republic of Korea",
        "amount_usd": Decimal(50_000),
        "deadline": clock.today() + timedelta(days=10),
        "criteria": CRITERIA,
        **changes,
    }
    return draft_call(by=cast.partnerships_officer, data=CallData(**told))


def opened_call(cast: SimpleNamespace, **changes) -> GrantCall:
    return open_call(by=cast.partnerships_officer, call_id=drafted_call(cast, **changes).pk)


def closed(cast: SimpleNamespace, call: GrantCall) -> GrantCall:
    return close_call(by=cast.partnerships_officer, call_id=call.pk, on=call.deadline)


def written(
    cast: SimpleNamespace, call: GrantCall, *, by: User | None = None, usd: int = 20_000, **changes
) -> Proposal:
    by = by or cast.focal_point
    budget = (BudgetData("Forum with companies", Decimal(usd)),)
    told = {"office_id": by.office_id, "title": "Labour forum", "summary": "A forum.", "budget": budget, **changes}
    return draft_proposal(by=by, call_id=call.pk, data=ProposalData(**told))


def sent(cast: SimpleNamespace, call: GrantCall, *, by: User | None = None, **changes) -> Proposal:
    by = by or cast.focal_point
    return submit_proposal(by=by, proposal_id=written(cast, call, by=by, **changes).pk)


def scored(by: User, proposal: Proposal, *values: int) -> Proposal:
    criteria = proposal.call.criteria.order_by("position")
    given = {row.pk: ScoreData(value) for row, value in zip(criteria, values, strict=True)}
    return score_proposal(by=by, proposal_id=proposal.pk, scores=given)


def grants(cast: SimpleNamespace, engagement: Engagement) -> dict[str, object]:
    """A call under review with a proposal that waits; an open one for new proposals."""
    reviewed = opened_call(cast)
    waits = sent(cast, reviewed, engagement_id=engagement.pk, countries=("SN",))
    closed(cast, reviewed)
    scored(cast.committee_member, waits, 4, 3)
    still_open = opened_call(cast, title="Open to all")
    return {
        "partnerships:grant_call pk": reviewed.pk,
        "partnerships:grant_call_open pk": drafted_call(cast, title="A draft").pk,
        "partnerships:grant_call_edit pk": still_open.pk,
        "partnerships:grant_call_propose pk": still_open.pk,
        "partnerships:proposal pk": waits.pk,
        "partnerships:proposal_edit pk": written(cast, still_open).pk,
        "partnerships:proposal_send pk": written(cast, still_open).pk,
        "api:grant-call pk": still_open.pk,
        "api:proposal pk": waits.pk,
    }


def one_more_grant(cast: SimpleNamespace, number: int, engagement: Engagement) -> None:
    """Another call; the first ones with more proposals, reviewers, criteria and scores around them."""
    first = GrantCall.objects.order_by("pk").first()
    opened_call(cast, title=f"Call {number}", eligible_ids=(cast.senegal.pk, cast.ghana.pk))
    for call in GrantCall.objects.filter(title__in=("Private sector engagement", "Open to all")):
        call.criteria.create(text=f"Criterion {number}", position=number)
        call.eligible.add(cast.senegal, cast.ghana, cast.kenya)
        call.reviewers.add(cast.outsider if number % 2 else cast.neighbour)
    copy = Proposal.objects.filter(call=first).earliest("pk")
    for person in (cast.focal_point, cast.neighbour):
        row = Proposal.objects.create(
            call=first,
            office=person.office,
            title=f"Proposal {number}",
            engagement=engagement,
            state="submitted",
            submitted_by=person,
            submitted_at=clock.now(),
        )
        row.budget.create(text=f"Line {number}", usd=number + 1)
    copy.budget.create(text=f"Line {number}", usd=number + 1)
    criterion = first.criteria.latest("pk")
    copy.scores.create(criterion=criterion, reviewer=cast.committee_member, value=3, scored_on=clock.today())
    copy.scores.create(criterion=criterion, reviewer=cast.director_general, value=3, scored_on=clock.today())
