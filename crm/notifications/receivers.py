"""Tells people what others decided about their roles. Their rights follow from the rows, not from these notices."""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from crm.accounts import signals
from crm.accounts.models import Delegation, RoleAssignment, User

from .services.notices import notify


@receiver(signals.role_granted, dispatch_uid="notifications.role_granted")
def tell_role_granted(*, assignment: RoleAssignment, by: User | None, **_: Any) -> None:
    _tell_holder("role_granted", assignment, by)


@receiver(signals.role_ended, dispatch_uid="notifications.role_ended")
def tell_role_ended(*, assignment: RoleAssignment, by: User | None, **_: Any) -> None:
    _tell_holder("role_ended", assignment, by)


@receiver(signals.delegation_made, dispatch_uid="notifications.delegation_made")
def tell_delegation_made(*, delegation: Delegation, by: User | None, **_: Any) -> None:
    _tell_deputy("delegation_made", delegation, by)


@receiver(signals.delegation_revoked, dispatch_uid="notifications.delegation_revoked")
def tell_delegation_revoked(*, delegation: Delegation, by: User | None, **_: Any) -> None:
    _tell_deputy("delegation_revoked", delegation, by)


def _tell_holder(wording: str, assignment: RoleAssignment, by: User | None) -> None:
    """Not of what one did oneself, and not of what an installation set up."""
    if by is None or by.pk == assignment.user_id:
        return
    values = {
        "role": assignment.role,
        "office": assignment.office.name,
        "starts_on": assignment.starts_on,
        "ends_on": assignment.ends_on,
        "by": by.name,
    }
    path = reverse("accounts:profile")
    notify(recipients=[assignment.user], wording=wording, values=values, path=path, subject=assignment)


def _tell_deputy(wording: str, delegation: Delegation, by: User | None) -> None:
    if by is None or by.pk == delegation.deputy_id:
        return
    assignment = delegation.assignment
    values = {
        "holder": assignment.user.name,
        "role": assignment.role,
        "office": assignment.office.name,
        "starts_on": delegation.starts_on,
        "ends_on": delegation.ends_on,
    }
    path = reverse("accounts:delegations")
    notify(recipients=[delegation.deputy], wording=wording, values=values, path=path, subject=delegation)
