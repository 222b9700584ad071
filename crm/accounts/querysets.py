"""Which rows, and what a list needs with them."""

from datetime import date

from django.db import models
from django.db.models import Q


class OfficeQuerySet(models.QuerySet):
    def open(self, *, on: date) -> "OfficeQuerySet":
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def below(self, office: "models.Model") -> "OfficeQuerySet":
        """The office itself and everything under it."""
        return self.filter(path__startswith=office.path)  # type: ignore[attr-defined]


class UserQuerySet(models.QuerySet):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)


class RoleAssignmentQuerySet(models.QuerySet):
    def current(self, *, on: date) -> "RoleAssignmentQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class DelegationQuerySet(models.QuerySet):
    def current(self, *, on: date) -> "DelegationQuerySet":
        return self.filter(starts_on__lte=on, ends_on__gte=on, revoked_at=None)
