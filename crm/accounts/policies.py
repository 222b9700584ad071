"""Who may run the organisation's own records: offices, people, roles, delegations. Pure: a Verdict each, no HTTP.

Source: domain.md section 2.
"""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .access import access
from .enums import (
    DECIDING_ROLES,
    NEVER_DECIDING_ROLES,
    ROLE_FITS,
    SOLE_ROLES,
    STANDING_SEATS,
    OfficeKind,
    Role,
)
from .models import Delegation, Office, RoleAssignment, User
from .querysets import RoleAssignmentQuerySet
from .selectors import other_administrators


def may_administer(by: User) -> Verdict:
    """People, roles and offices belong to the administrators."""
    if access(by).has(Role.ADMINISTRATOR):
        return ALLOWED
    return wrong_person(_("Only an administrator manages people, roles and offices. Ask one of them."))


def may_edit_staffing(by: User, office: Office) -> Verdict:
    """The partnerships team for any office, its head for the office itself, administrators with the rest."""
    held = access(by)
    if held.has(Role.PARTNERSHIPS, Role.ADMINISTRATOR):
        return ALLOWED
    if office.pk in held.offices(Role.CHIEF_OF_MISSION, Role.REGIONAL_DIRECTOR):
        return ALLOWED
    return wrong_person(_("Only the head of this office or the partnerships team says how it is staffed."))


# Offices


def answers_for_countries(office: Office) -> bool:
    return office.kind == OfficeKind.REGIONAL


def may_move(by: User, office: Office) -> Verdict:
    fixed = wrong_moment(_("Headquarters and regional offices keep their place in the tree."), "fixed_place")
    movable = office.kind in (OfficeKind.COUNTRY, OfficeKind.HUB)
    return first_refusal(may_administer(by), ALLOWED if movable else fixed)


def may_close(by: User, office: Office, *, on: date) -> Verdict:
    """Nobody and nothing is left behind in a closed office."""
    return first_refusal(may_administer(by), _closable(office, on))


def _closable(office: Office, on: date) -> Verdict:
    if office.closed_on:
        return wrong_moment(_("This office is closed already."))
    if office.kind == OfficeKind.HEADQUARTERS:
        return wrong_moment(_("The headquarters cannot be closed."))
    if office.children.open(on=on).exists():
        return wrong_moment(_("Offices below this one are open. Close or move them first."), "has_offices")
    if office.role_assignments.not_over(on=on).exists():
        return wrong_moment(_("Roles are still held for this office. End them first."), "has_roles")
    if office.people.active().exists():
        return wrong_moment(_("This is still the home office of some people. Move them first."), "has_people")
    return ALLOWED


def may_reopen(by: User, office: Office) -> Verdict:
    closed = ALLOWED if office.closed_on else wrong_moment(_("This office is open."))
    return first_refusal(may_administer(by), closed)


# People


def may_disable(by: User, person: User, *, on: date) -> Verdict:
    """Never oneself, and never the last administrator: somebody must be able to let people in again."""
    return first_refusal(may_administer(by), _can_be_disabled(by, person, on))


def _can_be_disabled(by: User, person: User, on: date) -> Verdict:
    if by.pk == person.pk:
        return wrong_moment(_("You cannot shut yourself out. Ask another administrator."), "yourself")
    if not person.is_active:
        return wrong_moment(_("This person may not sign in already."))
    if access(person, on=on).has(Role.ADMINISTRATOR) and not other_administrators(person, on=on):
        return wrong_moment(_("This is the last administrator. Name another one first."), "last_administrator")
    return ALLOWED


def may_enable(by: User, person: User) -> Verdict:
    disabled = wrong_moment(_("This person may sign in already.")) if person.is_active else ALLOWED
    return first_refusal(may_administer(by), disabled)


def may_invite(by: User, person: User) -> Verdict:
    out = wrong_moment(_("This person may not sign in. Let them in again first."), "disabled")
    return first_refusal(may_administer(by), ALLOWED if person.is_active else out)


# Roles


def role_fits(role: str, office: Office) -> bool:
    return office.kind in ROLE_FITS.get(role, OfficeKind.values)


def may_grant(
    by: User,
    *,
    person: User,
    role: str,
    office: Office,
    seat: str,
    starts_on: date,
    ends_on: date | None,
) -> Verdict:
    """Nobody grants a role to themselves; the role suits the office; nobody else holds what only one can hold."""
    meanwhile = RoleAssignment.objects.overlapping(starts_on=starts_on, ends_on=ends_on).filter(role=role)
    return first_refusal(
        may_administer(by),
        _not_to_oneself(by, person),
        _suits(role, office, seat, starts_on),
        _not_held(person, role, office, seat, meanwhile),
        _not_taken(role, office, seat, meanwhile),
    )


def _not_to_oneself(by: User, person: User) -> Verdict:
    if by.pk == person.pk:
        return wrong_person(_("Nobody gives a role to themselves. Ask another administrator."), "yourself")
    if not person.is_active:
        return wrong_moment(_("This person may not sign in. Let them in again first."), "disabled")
    return ALLOWED


def _suits(role: str, office: Office, seat: str, starts_on: date) -> Verdict:
    if not role_fits(role, office):
        return wrong_moment(_("This role cannot be held for an office of this kind."), "wrong_office")
    if office.closed_on and office.closed_on <= starts_on:
        return wrong_moment(_("This office is closed."), "closed")
    if role == Role.COMMITTEE and not seat:
        return wrong_moment(_("A member of the committee needs a seat."), "no_seat")
    return ALLOWED


def _not_held(person: User, role: str, office: Office, seat: str, meanwhile: RoleAssignmentQuerySet) -> Verdict:
    if meanwhile.filter(user=person, office=office, seat=seat).exists():
        return wrong_moment(_("This person holds this role already in that period."), "held_already")
    return ALLOWED


def _not_taken(role: str, office: Office, seat: str, meanwhile: RoleAssignmentQuerySet) -> Verdict:
    sole = Q(office=office) if role in SOLE_ROLES else Q(seat=seat) if seat in STANDING_SEATS else None
    holder = meanwhile.filter(sole).select_related("user").first() if sole else None
    return _taken(holder) if holder else ALLOWED


def _taken(holder: RoleAssignment) -> Verdict:
    return wrong_moment(
        _("%(name)s holds this role in that period, and only one person can. End that one first.")
        % {"name": holder.user.name},
        "taken",
    )


def may_end(by: User, assignment: RoleAssignment, *, ends_on: date) -> Verdict:
    return first_refusal(may_administer(by), _can_end(assignment, ends_on))


def _can_end(assignment: RoleAssignment, ends_on: date) -> Verdict:
    if assignment.ends_on and assignment.ends_on <= ends_on:
        return wrong_moment(_("This role ends by then already."), "ends_already")
    if assignment.role == Role.ADMINISTRATOR and not other_administrators(assignment.user, on=_day_after(ends_on)):
        return wrong_moment(_("This is the last administrator. Name another one first."), "last_administrator")
    return ALLOWED


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


# Delegation


def may_delegate(by: User, assignment: RoleAssignment, *, on: date) -> Verdict:
    """The holder alone names a deputy: an administrator who could would decide by proxy.

    When the holder cannot act, an administrator ends the role and grants it to somebody else for the time.
    """
    if assignment.user_id != by.pk:
        return wrong_person(_("Only the person who holds a role can name a deputy for it."))
    if assignment.role not in DECIDING_ROLES:
        return wrong_moment(_("This role takes no decisions, so that it needs no deputy."), "no_decisions")
    if assignment.ends_on and assignment.ends_on < on:
        return wrong_moment(_("You do not hold this role any longer."), "over")
    return ALLOWED


def can_deputise(assignment: RoleAssignment, deputy: User, *, starts_on: date, ends_on: date, on: date) -> Verdict:
    """Whether this colleague can stand in, in this period; says what is wrong with either."""
    return first_refusal(_suits_as_deputy(assignment, deputy), _fits_period(assignment, starts_on, ends_on, on))


def _suits_as_deputy(assignment: RoleAssignment, deputy: User) -> Verdict:
    if deputy.pk == assignment.user_id:
        return wrong_moment(_("Choose a colleague: nobody is their own deputy."), "yourself")
    if not deputy.is_active:
        return wrong_moment(_("This colleague may not sign in, so could not decide."), "disabled")
    held = access(deputy).held
    if held and all(h.role in NEVER_DECIDING_ROLES for h in held):
        return wrong_moment(_("Auditors and administrators take no decisions, also not as a deputy."), "no_decisions")
    return ALLOWED


def _fits_period(assignment: RoleAssignment, starts_on: date, ends_on: date, on: date) -> Verdict:
    if starts_on < on:
        return wrong_moment(_("A delegation cannot begin in the past."), "past")
    if starts_on < assignment.starts_on or (assignment.ends_on and ends_on > assignment.ends_on):
        return wrong_moment(_("The delegation must lie within the time for which you hold the role."), "period")
    if assignment.delegations.overlapping(starts_on=starts_on, ends_on=ends_on).exists():
        return wrong_moment(_("You have a deputy for this role in that period. End that delegation first."), "taken")
    return ALLOWED


def may_revoke(by: User, delegation: Delegation, *, on: date) -> Verdict:
    """The holder takes it back, the deputy gives it back, an administrator ends it: it only ever takes power away."""
    if by.pk not in (delegation.assignment.user_id, delegation.deputy_id) and not access(by).has(Role.ADMINISTRATOR):
        return wrong_person(_("Only the holder, the deputy or an administrator can end a delegation."))
    if delegation.revoked_at or delegation.ends_on < on:
        return wrong_moment(_("This delegation is over already."), "over")
    return ALLOWED


def may_decide_for(by: User, *, role: str, office: Office, on: date) -> Verdict:
    """The holder of the role for that office on that day, or the holder's deputy."""
    held = access(by, on=on)
    if any(h.role == role and h.office_id == office.pk for h in (*held.held, *held.deputised)):
        return ALLOWED
    return wrong_person(
        _("This is for the %(role)s of %(office)s, or their deputy, to decide.")
        % {"role": Role(role).label, "office": office.name},
        "not_the_decider",
    )


def history_scope(by: User) -> Q:
    """Whose history somebody may read: everybody's for administrators and auditors, else one's own."""
    return Q() if access(by).has(Role.ADMINISTRATOR, Role.AUDITOR) else Q(pk=by.pk)
