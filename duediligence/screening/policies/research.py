"""Who works at the research desk, reads what is confidential there, and may submit. Pure."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import OfficeKind, Role
from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ...criteria.rating import Proposal
from ...enums import DESK_STATES, Rating, ScreeningState
from ...models import Evidence, RouteStep, ScreenedParty, Screening

_CLOSED = {
    ScreeningState.DRAFT: _("This request has not been sent yet, so that there is nothing to research."),
    ScreeningState.AWAITING_DECISION: _("It waits for its decision. Only if it is returned, the desk opens again."),
}


def may_research(held: Access, screening: Screening) -> Verdict:
    """A member of the team who asked for it may research it; they decide as little as any researcher does."""
    return first_refusal(may_work_at_the_desk(held), is_open(screening))


def may_work_at_the_desk(held: Access) -> Verdict:
    if held.has(Role.PARTNERSHIPS):
        return ALLOWED
    return wrong_person(_("The partnerships team researches screenings."))


def may_assign_to(researcher: Access) -> Verdict:
    if researcher.has(Role.PARTNERSHIPS) and researcher.user.is_active:
        return ALLOWED
    return wrong_moment(_("Only members of the partnerships team research screenings. Choose one."), "not_in_the_team")


def may_read_evidence(held: Access, evidence: Evidence, route: Iterable[RouteStep]) -> Verdict:
    if not evidence.confidential or may_read_confidential(held, evidence.screening, route):
        return ALLOWED
    return wrong_person(
        _("This evidence is confidential: for the partnerships team, the auditors and those who decide.")
    )


def may_read_confidential(held: Access, screening: Screening, route: Iterable[RouteStep]) -> bool:
    """The team, the auditors, and whoever holds a role of the route, or stands in for one who does."""
    if held.has(Role.PARTNERSHIPS) or held.reads_everything:
        return True
    seats = {(step.role, step.office_id) for step in route}
    if any(role == Role.COMMITTEE for role, _office in seats):
        # The regional director concerned votes with the committee (domain.md section 5).
        near = (screening.office, screening.office.parent)
        seats |= {(Role.REGIONAL_DIRECTOR, o.pk) for o in near if o and o.kind == OfficeKind.REGIONAL}
    return any((h.role, h.office_id) in seats for h in (*held.held, *held.deputised))


def may_strike(held: Access, evidence: Evidence) -> Verdict:
    struck = wrong_moment(_("This evidence has been struck out already."), "struck")
    return first_refusal(may_research(held, evidence.screening), ALLOWED if evidence.struck_at is None else struck)


def may_drop_party(party: ScreenedParty, screening: Screening, *, hits: int) -> Verdict:
    """A hit would go with its party."""
    if party.company_id == screening.company_id:
        return wrong_moment(_("The company itself is always looked up."), "subject")
    if hits:
        return wrong_moment(_("There are hits on this party. It stays, with what is said about them."), "has_hits")
    return ALLOWED


def may_submit(held: Access, screening: Screening, proposal: Proposal, checks: Verdict, *, rating: str = "") -> Verdict:
    """`rating` is empty while a page is drawn. An unanswered question is a finding, and refuses nothing."""
    return first_refusal(may_research(held, screening), checks, _not_talked_down(proposal, rating))


def wants_justification(proposal: Proposal, rating: str) -> bool:
    """Below the proposal, and where something grave could not be found out (domain.md section 5, exclusion)."""
    return bool(rating) and (Rating(rating).level < proposal.rating.level or proposal.not_determinable)


def is_open(screening: Screening) -> Verdict:
    if screening.state in DESK_STATES:
        return ALLOWED
    settled = _("This screening is settled. A new look takes a new request.")
    return wrong_moment(_CLOSED.get(ScreeningState(screening.state), settled))


def _not_talked_down(proposal: Proposal, rating: str) -> Verdict:
    if proposal.rating != Rating.EXCLUDED or rating in ("", Rating.EXCLUDED):
        return ALLOWED
    return wrong_moment(
        _("What was found excludes this company, and no justification rates it lower. Rate it excluded."), "excluded"
    )
