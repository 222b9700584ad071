"""Reviewers score proposals, 0 to 5 by each criterion of the call; nobody those of the own office."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import Proposal, ProposalScore
from .. import policies
from . import writing
from .data import Scores

HIGHEST = 5


@transaction.atomic
def score_proposal(*, by: User, proposal_id: int, scores: Scores, on: date | None = None) -> Proposal:
    """A person's scores for all criteria at once, so that means compare; sent again, they take the place of the old.

    Raises Forbidden (`not_a_reviewer`, `own_office`), Conflict, or ValidationError.
    """
    day = on or clock.today()
    proposal = writing.locked_proposal(proposal_id, with_call=False)
    reviewers = writing.reviewer_ids(proposal.call)
    policies.may_score(access(by, on=day), proposal, reviewers).require()
    criteria = {row.pk: row for row in proposal.call.criteria.all()}
    _check(scores, wanted=set(criteria))
    there = {row.criterion_id: row for row in ProposalScore.objects.filter(proposal=proposal, reviewer=by)}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for pk, said in scores.items():
        row = there.get(pk) or ProposalScore(proposal=proposal, criterion=criteria[pk], reviewer=by)
        note = said.note.strip()
        if row.pk and (row.value, row.note) == (said.value, note):
            continue
        before[criteria[pk].text], after[criteria[pk].text] = row.value, said.value
        row.value, row.note, row.scored_on = said.value, note, day
        row.save()
    if after:
        recorder.record(verb="proposal.scored", subject=proposal, by=by, before=before, after=after)
    return proposal


def _check(scores: Scores, *, wanted: set[int]) -> None:
    if set(scores) - wanted:
        raise writing.refuse("scores", sentence=_("The call has no such criterion."), code="does_not_exist")
    if set(scores) != wanted:
        raise writing.refuse(
            "scores", sentence=_("Score each criterion of the call: only then do the means compare."), code="required"
        )
    if any(not 0 <= said.value <= HIGHEST for said in scores.values()):
        raise writing.refuse("scores", sentence=_("A score is a whole number from 0 to 5."), code="out_of_range")
    if any(len(said.note.strip()) > 300 for said in scores.values()):
        raise writing.refuse("scores", sentence=_("A note has at most 300 letters."), code="max_length")
