from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.contactlog.rights import working_offices, works


class EngagementQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "EngagementQuerySet":
        """One live register that every office sees (domain.md section 1, P1)."""
        return self.kept()

    def kept(self) -> "EngagementQuerySet":
        return self.filter(binned_at=None)

    def binned(self) -> "EngagementQuerySet":
        return self.exclude(binned_at=None)

    def changeable_by(self, user: Any) -> "EngagementQuerySet":
        """As `engagements.policies.may_change` says of one; a test holds the two together."""
        held = access(user)
        if not works(held):
            return self.none()
        if held.has(Role.PARTNERSHIPS):
            return self.all()
        offices = working_offices(held)
        joined = self.model._default_manager.filter(offices__in=offices).values("pk")
        rule = Q(relationship_lead=user.pk) | Q(lead_office__in=offices) | Q(pk__in=joined)
        for role in held.held:
            if role.role == Role.REGIONAL_DIRECTOR:
                rule |= Q(lead_office__path__startswith=role.office_path)
        return self.filter(rule)

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
