from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, DecimalField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from crm.accounts.access import access
from crm.contactlog.rights import works

from .. import rights
from ..enums import AllocationState
from .donations import visible_gifts

_MONEY = DecimalField(max_digits=18, decimal_places=2)


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "AllocationQuerySet":
        """What is done with gifts is no secret inside; a hub sees what was proposed for it."""
        held = access(user)
        if rights.only_of_hubs(held):
            return self.filter(office__in=rights.kept_offices(held))
        return self.all() if works(held) or held.reads_everything else self.none()

    def waiting(self) -> "AllocationQuerySet":
        return self.filter(state=AllocationState.PROPOSED)

    def approved(self) -> "AllocationQuerySet":
        return self.filter(state=AllocationState.APPROVED)


class DestinationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "DestinationQuerySet":
        """Whoever works with gifts, or reads everything, sees to what they can go."""
        held = access(user)
        return self.all() if works(held) or held.reads_everything else self.none()

    def open(self, *, on: date) -> "DestinationQuerySet":
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def serving(self, cause_id: int | None) -> "DestinationQuerySet":
        """Those to which money of this cause may go, or money that was given without one."""
        return self.filter(unearmarked=True) if cause_id is None else self.filter(causes=cause_id)

    def with_sums(self) -> "DestinationQuerySet":
        """`allocated_usd`, `allocation_count`: approved and not taken back."""
        rows = self.model._meta.get_field("allocations").related_model._default_manager
        mine = rows.filter(destination=OuterRef("pk"), state=AllocationState.APPROVED).order_by().values("destination")
        return self.annotate(
            allocated_usd=Coalesce(
                Subquery(mine.annotate(_sum=Sum("amount_usd")).values("_sum"), output_field=_MONEY),
                Value(0),
                output_field=_MONEY,
            ),
            allocation_count=Coalesce(Subquery(mine.annotate(_count=Count("pk")).values("_count")), 0),
        )


class IntentQuestionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "IntentQuestionQuerySet":
        """With the gift that they are about."""
        rule = visible_gifts(user, "donation__")
        return self.all() if rule is None else self.filter(rule)

    def open(self) -> "IntentQuestionQuerySet":
        return self.filter(answer="")
