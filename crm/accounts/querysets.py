"""Which rows, and what a list needs with them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q

from .enums import Role


def _rows_of(queryset: models.QuerySet, relation: str) -> Any:
    """The manager of a related model, which cannot be imported here: models import their querysets."""
    field: Any = queryset.model._meta.get_field(relation)
    return field.related_model.objects


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "OfficeQuerySet":
        """Who works where is no secret among the staff: every office."""
        return self

    def open(self, *, on: date) -> "OfficeQuerySet":
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def below(self, office: "models.Model") -> "OfficeQuerySet":
        """The office itself and everything under it."""
        return self.filter(path__startswith=office.path)  # type: ignore[attr-defined]

    def with_roles(self, *, on: date) -> "OfficeQuerySet":
        """Each with `current_roles` of people who may sign in, in one query more."""
        roles = _rows_of(self, "role_assignments")
        held = roles.current(on=on).filter(user__is_active=True).select_related("user").order_by("user__name")
        return self.prefetch_related(Prefetch("role_assignments", held, to_attr="current_roles"))

    def matching(self, text: str) -> "OfficeQuerySet":
        found = self
        for word in text.split():
            found = found.filter(Q(name__icontains=word) | Q(code__iexact=word) | Q(city__icontains=word))
        return found


class UserQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "UserQuerySet":
        """The directory is open to all staff; who was shut out is shown as such, so that traces keep a name."""
        return self

    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def with_roles(self, *, on: date) -> "UserQuerySet":
        """Each with `current_roles`, and the office's name, in two queries."""
        roles = _rows_of(self, "roles")
        return self.select_related("office").prefetch_related(
            Prefetch("roles", roles.current(on=on).select_related("office"), to_attr="current_roles")
        )

    def at(self, office: Any) -> "UserQuerySet":
        """Whose home office is this one, or one below it."""
        return self.filter(office__path__startswith=office.path)

    def holding(self, role: str, *, on: date) -> "UserQuerySet":
        roles = _rows_of(self, "roles")
        return self.filter(pk__in=roles.current(on=on).filter(role=role).values("user"))

    def matching(self, text: str) -> "UserQuerySet":
        """Name, e-mail, job title, office or experience holds every word."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(email__icontains=word)
                | Q(job_title__icontains=word)
                | Q(expertise__icontains=word)
                | Q(office__name__icontains=word)
            )
        return found


class RoleAssignmentQuerySet(models.QuerySet):
    def current(self, *, on: date) -> "RoleAssignmentQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self, *, on: date) -> "RoleAssignmentQuerySet":
        """Current, or still to come."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def administrators(self, *, on: date) -> "RoleAssignmentQuerySet":
        """Of people who may sign in."""
        return self.current(on=on).filter(role=Role.ADMINISTRATOR, user__is_active=True)

    def overlapping(self, *, starts_on: date, ends_on: date | None) -> "RoleAssignmentQuerySet":
        """With a day in common with the period, of which both ends are included."""
        ends = Q() if ends_on is None else Q(starts_on__lte=ends_on)
        return self.filter(ends, Q(ends_on=None) | Q(ends_on__gte=starts_on))


class DelegationQuerySet(models.QuerySet):
    def current(self, *, on: date) -> "DelegationQuerySet":
        return self.filter(starts_on__lte=on, ends_on__gte=on, revoked_at=None)

    def not_over(self, *, on: date) -> "DelegationQuerySet":
        return self.filter(ends_on__gte=on, revoked_at=None)

    def overlapping(self, *, starts_on: date, ends_on: date) -> "DelegationQuerySet":
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on, revoked_at=None)

    def concerning(self, user: Any) -> "DelegationQuerySet":
        """From the person or to them."""
        return self.filter(Q(assignment__user=user) | Q(deputy=user))

    def with_people(self) -> "DelegationQuerySet":
        return self.select_related("deputy", "assignment__user", "assignment__office", "created_by", "revoked_by")
