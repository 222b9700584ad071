"""Who reviews, reports and raises, and when. Pure (domain.md section 5, monitoring)."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ..enums import ConcernState, ConditionState
from ..models import Concern, Condition, Review

CLOSED = (ConcernState.UPHELD, ConcernState.DISMISSED)


def may_review(by: User, review: Review) -> Verdict:
    """The office that asked for the screening, its head, and the partnerships team."""
    held = access(by)
    theirs = review.office_id in held.offices(Role.STAFF, Role.CHIEF_OF_MISSION, Role.REGIONAL_DIRECTOR, Role.HUB)
    person = (
        ALLOWED
        if theirs or held.has(Role.PARTNERSHIPS)
        else wrong_person(_("The office that works with the company reviews it."))
    )
    done = wrong_moment(_("This review has been done."))
    return first_refusal(person, ALLOWED if review.done_at is None else done)


def may_report(by: User) -> Verdict:
    """Any member of staff; auditors change nothing."""
    held = access(by)
    if held.held and not held.is_auditor_only:
        return ALLOWED
    return wrong_person(_("Members of staff report concerns. Tell a colleague of the office."))


def may_handle(by: User, concern: Concern) -> Verdict:
    """The partnerships team, and not whoever reported it."""
    if not access(by).has(Role.PARTNERSHIPS):
        return wrong_person(_("The partnerships team looks into concerns."))
    if concern.reported_by_id == by.pk:
        return wrong_person(_("You reported this yourself, so that a colleague looks into it."), "own_request")
    return ALLOWED if concern.state not in CLOSED else wrong_moment(_("This concern is closed."))


def may_read(by: User, concern: Concern) -> bool:
    """What was reported: whoever did, the partnerships team, auditors."""
    return concern.reported_by_id == by.pk or access(by).has(Role.PARTNERSHIPS, Role.AUDITOR)


def may_see_reporter(by: User, concern: Concern) -> bool:
    return not concern.confidential or may_read(by, concern)


def may_settle(by: User, condition: Condition) -> Verdict:
    """Its owner says that it is met; the partnerships team, too."""
    theirs = by.pk == condition.owner_id or access(by).has(Role.PARTNERSHIPS)
    person = ALLOWED if theirs else wrong_person(_("Whoever owns a condition says that it is met."))
    open_ = ALLOWED if condition.state == ConditionState.OPEN else wrong_moment(_("This condition is settled."))
    return first_refusal(person, open_)


def may_waive(by: User, condition: Condition) -> Verdict:
    """Only the authority that set it: whoever decided, or that role's holder now."""
    step = condition.screening.route.filter(decides=True, outcome="approved_with_conditions").last()
    held = access(by)
    theirs = step is not None and any(h.role == step.role and h.office_id == step.office_id for h in held.held)
    person = ALLOWED if theirs else wrong_person(_("Only the authority that set a condition can waive it."))
    open_ = ALLOWED if condition.state == ConditionState.OPEN else wrong_moment(_("This condition is settled."))
    return first_refusal(person, open_)
