"""What the pages of grants read: a call's proposals by score, a proposal's scores, what waits for a person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from crm.accounts.access import access
from crm.accounts.models import User
from crm.contactlog.rights import working_offices

from ..enums import CallState, ProposalState
from ..models import CallCriterion, GrantCall, Proposal, ProposalScore
from ..querysets.grants import SENT
from .rights import reviews

# A page shows so many proposals; the API pages through all of them.
SHOWN = 200
WAITING = 50


@dataclass(frozen=True)
class Ranked:
    """A proposal with its place by score; equal scores share a place, without a score there is none."""

    proposal: Any
    place: int | None
    own: bool


def proposals_of(call: GrantCall, user: User, *, with_scores: bool) -> tuple[list[Ranked], list[Ranked]]:
    """Those of the person's own offices, and all of them: the best first; where scores are not open, by office."""
    rows: Any = Proposal.objects.visible_to(user).filter(call=call).with_sums()
    rows = rows.select_related("office")
    order = [F("score").desc(nulls_last=True)] if with_scores else []
    found = list(rows.order_by(*order, "office__name", "department", "pk")[:SHOWN])
    offices = working_offices(access(user))
    scored = [row.score for row in found if with_scores and row.score is not None and row.state in SENT]
    places = {score: scored.index(score) + 1 for score in scored}
    ranked = [
        Ranked(row, places.get(row.score) if row.state in SENT else None, row.office_id in offices) for row in found
    ]
    return [each for each in ranked if each.own], [each for each in ranked if each.proposal.submitted_at]


def undecided(call: GrantCall) -> int:
    return call.proposals.filter(state=ProposalState.SUBMITTED).count()


def shown_call(pk: int, user: User) -> Any:
    """The call with its sums, or None where the person does not see it."""
    rows: Any = GrantCall.objects.visible_to(user)
    return rows.with_sums().filter(pk=pk).first()


def shown_proposal(pk: int, user: User) -> Any:
    rows: Any = Proposal.objects.visible_to(user)
    related = ("call", "office", "engagement", "submitted_by", "decided_by")
    return rows.with_sums().filter(pk=pk).select_related(*related).first()


@dataclass(frozen=True)
class Scoring:
    """What one criterion came to: each reviewer's value, in the order of `reviewers`, and their mean."""

    criterion: CallCriterion
    scores: Sequence[ProposalScore | None]
    mean: Decimal | None


@dataclass(frozen=True)
class ScoreSheet:
    reviewers: Sequence[User]
    rows: Sequence[Scoring]


def sheet_of(proposal: Proposal) -> ScoreSheet:
    """Two queries, however many score."""
    scores = list(proposal.scores.select_related("reviewer").order_by("reviewer__name", "reviewer"))
    reviewers = list({row.reviewer_id: row.reviewer for row in scores}.values())
    given = {(row.criterion_id, row.reviewer_id): row for row in scores}
    rows = []
    for criterion in proposal.call.criteria.all():
        cells = [given.get((criterion.pk, reviewer.pk)) for reviewer in reviewers]
        values = [Decimal(cell.value) for cell in cells if cell]
        rows.append(Scoring(criterion, cells, sum(values, Decimal(0)) / len(values) if values else None))
    return ScoreSheet(reviewers, rows)


def own_scores(proposal: Proposal, user: User) -> dict[int, ProposalScore]:
    """By criterion."""
    return {row.criterion_id: row for row in proposal.scores.filter(reviewer=user)}


def to_score_by(user: User) -> list[Any]:
    """Calls under review that name this person as a reviewer, with how many proposals wait for their scores."""
    held = access(user)
    calls: Any = GrantCall.objects.filter(state=CallState.REVIEW, reviewers=user)
    if not reviews(held, {user.pk}):
        return []
    offices = {role.office_id for role in (*held.held, *held.deputised)}
    mine = ProposalScore.objects.filter(proposal=OuterRef("proposals"), reviewer=user)
    open_ones: Any = Q(proposals__state=ProposalState.SUBMITTED) & ~Q(proposals__office__in=offices) & ~Exists(mine)
    counted = calls.annotate(to_score=Count("proposals", filter=open_ones))
    return list(counted.filter(to_score__gt=0).order_by("deadline", "pk")[:WAITING])


def to_send_by(offices: Collection[int], *, on: date) -> list[Proposal]:
    """Drafts of these offices whose call is still open."""
    rows = Proposal.objects.filter(office__in=offices, state=ProposalState.DRAFT)
    still = rows.filter(call__state=CallState.OPEN, call__deadline__gte=on)
    return list(still.select_related("call").order_by("call__deadline", "pk")[:WAITING])


def to_close(*, on: date) -> list[GrantCall]:
    """Open calls whose deadline is past."""
    return list(GrantCall.objects.filter(state=CallState.OPEN, deadline__lt=on).order_by("deadline", "pk")[:WAITING])
