"""Who may suspend, reinstate and revoke a clearance, and when. Pure."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ..models import Clearance


def may_suspend(by: User, clearance: Clearance) -> Verdict:
    """The desk and those who decide at headquarters, at once: what protects must not wait for a meeting."""
    return first_refusal(_guards(by), _not_revoked(clearance), _runs(clearance))


def may_reinstate(by: User, clearance: Clearance, *, listed: bool) -> Verdict:
    """`listed`: a confirmed hit on a list of the United Nations stands. What excludes is not the desk's to overrule."""
    stands = wrong_moment(_("This clearance is not suspended."))
    return first_refusal(
        _guards(by),
        _overrules(by) if listed else ALLOWED,
        _not_revoked(clearance),
        ALLOWED if clearance.suspended_at else stands,
    )


def may_revoke(by: User, clearance: Clearance) -> Verdict:
    """For good; a new screening is the only way back."""
    return first_refusal(_guards(by), _not_revoked(clearance))


def may_raise(by: User, clearance: Clearance) -> Verdict:
    """The desk and those who decide at headquarters; the regional director for the own region."""
    held = access(by)
    region = clearance.screening.office.region_path
    director = any(h.role == Role.REGIONAL_DIRECTOR and h.office_path == region for h in held.held)
    if not (director or held.has(Role.PARTNERSHIPS, Role.COMMITTEE, Role.DIRECTOR_GENERAL)):
        return wrong_person(
            _("The partnerships team, the committee, the Director General and the regional director raise a risk.")
        )
    if clearance.revoked_at:
        return wrong_moment(_("This clearance was revoked. A new screening is the only way back."))
    return ALLOWED


def may_settle_mark(by: User) -> Verdict:
    if access(by).has(Role.PARTNERSHIPS):
        return ALLOWED
    return wrong_person(_("The partnerships team looks at the companies of a group and says what it found."))


def _guards(by: User) -> Verdict:
    if access(by).has(Role.PARTNERSHIPS, Role.COMMITTEE, Role.DIRECTOR_GENERAL):
        return ALLOWED
    return wrong_person(_("The partnerships team, the committee and the Director General hold clearances."))


def _overrules(by: User) -> Verdict:
    if access(by).has(Role.COMMITTEE, Role.DIRECTOR_GENERAL):
        return ALLOWED
    return wrong_person(
        _(
            "A confirmed hit on a list of the United Nations stands. Only the Director General and the committee "
            "reinstate this clearance, with a reason."
        ),
        "listed",
    )


def _not_revoked(clearance: Clearance) -> Verdict:
    if clearance.revoked_at is None:
        return ALLOWED
    return wrong_moment(_("This clearance was revoked. A new screening is the only way back."))


def _runs(clearance: Clearance) -> Verdict:
    return ALLOWED if clearance.suspended_at is None else wrong_moment(_("This clearance is suspended already."))
