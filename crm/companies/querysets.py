"""Which companies and people a person sees, and what a list needs with them."""

from typing import Any

from django.db import models


class BinnableQuerySet(models.QuerySet):
    def kept(self) -> Any:
        """Not in the bin."""
        return self.filter(binned_at=None)

    def binned(self) -> Any:
        return self.exclude(binned_at=None)


class CompanyQuerySet(BinnableQuerySet):
    def visible_to(self, user: Any) -> "CompanyQuerySet":
        """Every company is visible to all staff (domain.md section 3, deconfliction)."""
        return self.kept() if user.is_active else self.none()


class ContactQuerySet(BinnableQuerySet):
    def visible_to(self, user: Any) -> "ContactQuerySet":
        return self.kept() if user.is_active else self.none()
