from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class EngagementQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "EngagementQuerySet":
        """One live register that every office sees (domain.md section 1, P1)."""
        return self.kept()

    def kept(self) -> "EngagementQuerySet":
        return self.filter(binned_at=None)

    def partnerships(self) -> "EngagementQuerySet":
        return self.filter(kind="partnership")

    def collaborations(self) -> "EngagementQuerySet":
        return self.filter(kind="collaboration")

    def in_pipeline(self) -> "EngagementQuerySet":
        return self.filter(
            stage__in=["identified", "researching", "approached", "co_creating", "due_diligence", "negotiating"]
        )

    def active(self) -> "EngagementQuerySet":
        return self.filter(stage="active")

    def open(self, *, on: date) -> "EngagementQuerySet":
        """Partnerships that are prepared or run, collaborations that are not over (domain.md section 3)."""
        runs = Q(kind="collaboration") & (Q(ends_on__gte=on) | Q(ends_on=None, starts_on__gte=on))
        return self.filter(
            runs
            | Q(
                stage__in=[
                    "identified",
                    "researching",
                    "approached",
                    "co_creating",
                    "due_diligence",
                    "negotiating",
                    "active",
                ]
            )
        )

    def ran_between(self, first: date, last: date) -> "EngagementQuerySet":
        """By its dates: begun by then and not over before; what was closed before it began ran on no day."""
        begun = Q(starts_on__lte=last) & (Q(ends_on__gte=first) | Q(ends_on=None, kind="partnership"))
        one_day = Q(kind="collaboration", ends_on=None, starts_on__range=(first, last))
        return self.filter(begun | one_day).exclude(stage="closed")

    def with_company(self, company_id: int) -> "EngagementQuerySet":
        return self.filter(partners__company=company_id)

    def of_office(self, path: str) -> "EngagementQuerySet":
        """Led by an office at or below this place in the tree, or joined by one."""
        joined = self.model._default_manager.filter(offices__path__startswith=path).values("pk")
        return self.filter(Q(lead_office__path__startswith=path) | Q(pk__in=joined))
