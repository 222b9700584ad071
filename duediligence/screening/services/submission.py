"""From the request to the desk, and from the desk to the decider."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.companies import cleaning
from crm.core import clock

from ...criteria.rating import Proposal
from ...enums import Rating
from ...models import Screening
from ...watchlists.selectors import may_submit_checks
from ..policies import research as policies
from ..selectors.facts import proposal_of
from .at_the_desk import opened
from .moves import locked
from .routing import open_route
from .telling import tell


@transaction.atomic
def start_research(
    *, by: User, screening_id: int, researcher: User | None = None, version: int | None = None
) -> Screening:
    """Take a screening, or give it to a colleague of the team. Raises Stale, Forbidden, Conflict."""
    screening = opened(screening_id=screening_id, by=by)
    screening.expect_version(version)
    person = researcher or by
    policies.may_assign_to(access(person)).require()
    if screening.researcher_id == person.pk:
        return screening
    before = screening.researcher.name if screening.researcher else ""
    screening.researcher = person
    screening.save_changes("researcher")
    recorder.record(
        verb="screening.assigned",
        subject=screening,
        by=by,
        before={"researcher": before},
        after={"researcher": person.name},
    )
    tell(
        "screening_assigned",
        screening=screening,
        people=[person],
        by=by,
        due_on=screening.due_on,
        page="duediligence:desk",
    )
    return screening


@transaction.atomic
def submit(
    *,
    by: User,
    screening_id: int,
    rating: str = "",
    justification: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Screening:
    """Fix the rating, the proposed one unless another is named, and hand over to whoever decides on it.

    Raises Stale, Forbidden, Conflict (`excluded`, or why the watch lists are not looked up), ValidationError.
    """
    when = at or clock.now()
    screening = locked(screening_id)
    policies.may_research(access(by), screening).require()
    proposal = proposal_of(screening, on=when.date())
    fixed = rating or proposal.rating
    if fixed not in Rating.values:
        raise ValidationError({"rating": ValidationError(_("Choose one of the ratings."), code="invalid_choice")})
    checks = may_submit_checks(screening, when.date())
    policies.may_submit(access(by), screening, proposal, checks, rating=fixed).require()
    screening.expect_version(version)
    reason = cleaning.paragraphs(justification)
    _justified(proposal, fixed, reason)
    screening.proposed_rating, screening.rating, screening.rating_reason = proposal.rating, Rating(fixed), reason
    screening.submitted_by, screening.submitted_at = by, when
    open_route(screening=screening, rating=fixed, by=by, at=when)
    return screening


def _justified(proposal: Proposal, rating: str, reason: str) -> None:
    if reason or not policies.wants_justification(proposal, rating):
        return
    sentence = (
        _("Something grave could not be determined. Say in writing why it can be decided all the same.")
        if Rating(rating).level >= proposal.rating.level
        else _("This is below the proposed rating. Say in writing why.")
    )
    raise ValidationError({"justification": ValidationError(sentence, code="required")})
