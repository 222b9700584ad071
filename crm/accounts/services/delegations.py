"""A decision-maker names a deputy for a period (domain.md section 2)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crm.audit.recorder import record

from .. import policies, signals
from ..models import Delegation, RoleAssignment, User


@transaction.atomic
def delegate(
    *,
    by: User,
    assignment: RoleAssignment,
    deputy: User,
    starts_on: date,
    ends_on: date,
    on: date,
    reason: str = "",
) -> Delegation:
    """Only of a role that `by` holds, so that a deputy never names another."""
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).select_related("office").get(pk=assignment.pk)
    policies.may_delegate(by, assignment, on=on).require()
    # Read under lock: whoever is being disabled at this moment does not become a deputy.
    deputy = User.objects.select_for_update().get(pk=deputy.pk)
    policies.can_deputise(assignment, deputy, starts_on=starts_on, ends_on=ends_on, on=on).require()
    delegation = Delegation.objects.create(
        assignment=assignment, deputy=deputy, starts_on=starts_on, ends_on=ends_on, reason=reason, created_by=by
    )
    record(
        verb="delegation.made",
        subject=delegation,
        by=by,
        after={
            "role": assignment.role,
            "office": assignment.office.code,
            "deputy": deputy.name,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "reason": reason,
        },
    )
    signals.tell(signals.delegation_made, delegation=delegation, by=by)
    return delegation


@transaction.atomic
def revoke_delegation(*, by: User, delegation: Delegation, at: datetime, on: date) -> Delegation:
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("assignment__user", "assignment__office", "deputy")
        .get(pk=delegation.pk)
    )
    policies.may_revoke(by, delegation, on=on).require()
    delegation.revoked_at, delegation.revoked_by = at, by
    delegation.save(update_fields=["revoked_at", "revoked_by"])
    record(verb="delegation.revoked", subject=delegation, by=by, after={"deputy": delegation.deputy.name})
    signals.tell(signals.delegation_revoked, delegation=delegation, by=by)
    return delegation
