"""Pairs of records that look alike: which count, and whose they are."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from crm.accounts.enums import Role
from crm.accounts.selectors import Access

from .enums import PairState


class PairQuerySet(models.QuerySet):
    def in_register(self) -> Any:
        """Neither lies in the bin, where merged records lie too. Both come back with their pair when restored."""
        return self.filter(first__binned_at=None, second__binned_at=None)

    def visible_to(self, user: Any) -> Any:
        """As the records themselves: all staff see them."""
        return self.in_register() if user.is_active else self.none()

    def waiting(self) -> Any:
        return self.filter(state=PairState.OPEN)

    def touching(self, records: Iterable[int]) -> Any:
        ids = list(records)
        return self.filter(Q(first__in=ids) | Q(second__in=ids))


class CompanyPairQuerySet(PairQuerySet):
    def with_sides(self) -> "CompanyPairQuerySet":
        return self.select_related("first__lead_office", "second__lead_office", "decided_by")

    def led_from(self, office: Any) -> "CompanyPairQuerySet":
        """One of the two is led by the office or by one below it."""
        return self.filter(
            Q(first__lead_office__path__startswith=office.path) | Q(second__lead_office__path__startswith=office.path)
        )

    def both_answered_for_by(self, who: Access) -> "CompanyPairQuerySet":
        """Both are led from offices in which this person works, or by the region that they direct."""
        first, second = Q(), Q()
        for held in who.held:
            if held.role in (Role.AUDITOR, Role.ADMINISTRATOR):
                continue
            below = held.role == Role.REGIONAL_DIRECTOR
            first |= (
                Q(first__lead_office__path__startswith=held.office_path)
                if below
                else Q(first__lead_office=held.office_id)
            )
            second |= (
                Q(second__lead_office__path__startswith=held.office_path)
                if below
                else Q(second__lead_office=held.office_id)
            )
        return self.filter(first, second) if first else self.none()


class ContactPairQuerySet(PairQuerySet):
    def with_sides(self) -> "ContactPairQuerySet":
        return self.select_related("first", "second", "decided_by")
