from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value

from crm.accounts.access import access

from .. import rights
from ..enums import DonorKind


class DonorQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "DonorQuerySet":
        """Whoever sees a gift of theirs, or looks after them."""
        held = access(user)
        if rights.reads_all(held):
            return self.all()
        rule = self._looked_after(rights.kept_offices(held))
        for path in rights.directed_regions(held):
            rule |= Q(office__path__startswith=path) | self._gave(office__path__startswith=path)
        if rights.sees_companies(held):
            rule |= Q(kind=DonorKind.COMPANY)
        return self.filter(rule)

    def with_named(self, user: Any) -> "DonorQuerySet":
        """Annotates `named`: whether this person may read who a private donor is. Companies are no secret.

        `donors.policies.may_read_details` says the same of one; a test holds the two together.
        """
        held = access(user)
        if rights.reads_all(held):
            return self.annotate(named=Value(True, output_field=BooleanField()))
        rule = Q(kind=DonorKind.COMPANY) | self._looked_after(rights.kept_offices(held))
        return self.annotate(named=ExpressionWrapper(rule, BooleanField()))

    def readable_by(self, user: Any) -> "DonorQuerySet":
        """Only those whose name the person may read: what search and the choice of a donor start from."""
        return self.visible_to(user).with_named(user).filter(named=True)

    def _looked_after(self, offices: set[int]) -> Q:
        return Q(office__in=offices) | self._gave(office__in=offices)

    def _gave(self, **conditions: Any) -> Q:
        donations = self.model._meta.get_field("donations").related_model._default_manager
        return Q(Exists(donations.filter(donor=OuterRef("pk"), **conditions)))
