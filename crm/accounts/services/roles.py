"""Roles are held for an office and for a period (domain.md section 2)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crm.audit.recorder import record

from .. import policies, signals
from ..models import Office, RoleAssignment, User


@transaction.atomic
def grant_role(
    *,
    by: User,
    person: User,
    role: str,
    office: Office,
    starts_on: date,
    ends_on: date | None = None,
    seat: str = "",
) -> RoleAssignment:
    """Raises Forbidden, or Conflict when the role does not suit or is taken; the database refuses what races past."""
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    person = User.objects.select_for_update().get(pk=person.pk)
    # One grant at a time for an office; the standing seats are all held for the headquarters.
    office = Office.objects.select_for_update().get(pk=office.pk)
    policies.may_grant(
        by, person=person, role=role, office=office, seat=seat, starts_on=starts_on, ends_on=ends_on
    ).require()
    assignment = RoleAssignment(
        user=person, role=role, office=office, seat=seat, starts_on=starts_on, ends_on=ends_on, granted_by=by
    )
    assignment.full_clean()
    assignment.save()
    record(verb="role.granted", subject=assignment, by=by, after=_told(assignment))
    signals.tell(signals.role_granted, assignment=assignment, by=by)
    return assignment


@transaction.atomic
def end_role(*, by: User, assignment: RoleAssignment, ends_on: date, at: datetime) -> RoleAssignment:
    """`ends_on` is the last day. Delegations of the role end with it."""
    # Everybody's, so that two administrators cannot take the role from each other at the same moment.
    list(RoleAssignment.objects.filter(role=assignment.role).select_for_update().order_by("pk"))
    assignment = RoleAssignment.objects.select_related("user", "office").get(pk=assignment.pk)
    policies.may_end(by, assignment, ends_on=ends_on).require()
    if ends_on < assignment.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    before, assignment.ends_on = assignment.ends_on, ends_on
    assignment.save(update_fields=["ends_on"])
    later = assignment.delegations.filter(revoked_at=None, ends_on__gt=ends_on)
    later.filter(starts_on__gt=ends_on).update(revoked_at=at, revoked_by=by)
    later.filter(starts_on__lte=ends_on).update(ends_on=ends_on)
    record(verb="role.ended", subject=assignment, by=by, before={"ends_on": before}, after=_told(assignment))
    signals.tell(signals.role_ended, assignment=assignment, by=by)
    return assignment


def _told(assignment: RoleAssignment) -> dict[str, object]:
    return {
        "person": assignment.user.name,
        "role": assignment.role,
        "office": assignment.office.code,
        "seat": assignment.seat,
        "starts_on": assignment.starts_on,
        "ends_on": assignment.ends_on,
    }
