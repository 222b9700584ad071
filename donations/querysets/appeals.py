from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Count, DecimalField, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from crm.accounts.access import access

from .. import rights
from ..enums import AppealState, DonationState

_MONEY = DecimalField(max_digits=18, decimal_places=2)


class AppealQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "AppealQuerySet":
        """Public calls: every office sees them, a hub its own."""
        held = access(user)
        if rights.only_of_hubs(held):
            return self.filter(office__in=rights.kept_offices(held))
        return self.all()

    def running(self, *, on: date) -> "AppealQuerySet":
        return self.filter(state=AppealState.OPEN, starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def with_yield(self) -> "AppealQuerySet":
        """`raised_usd`: accepted gifts, `gift_count` of them; `spent_usd`: its costs; `cost_ratio` and `share` of the
        goal in per cent, None where nothing was raised, or where there is no goal.
        """
        return self.annotate(
            raised_usd=_sum(self.model, "donations", "given_usd", state=DonationState.ACCEPTED),
            gift_count=_count(self.model, state=DonationState.ACCEPTED),
            spent_usd=_sum(self.model, "costs", "cost_usd"),
        ).annotate(cost_ratio=_percent("spent_usd", "raised_usd"), share=_percent("raised_usd", "goal_usd"))


def _percent(part: str, whole: str) -> Case:
    """Never divides by nothing."""
    return Case(When(**{f"{whole}__gt": 0}, then=F(part) * 100 / F(whole)), output_field=_MONEY)


def _count(model: Any, **conditions: Any) -> Coalesce:
    rows = model._meta.get_field("donations").related_model._default_manager
    rows = rows.filter(appeal=OuterRef("pk"), **conditions).order_by()
    return Coalesce(Subquery(rows.values("appeal").annotate(_count=Count("pk")).values("_count")), 0)


def _sum(model: Any, relation: str, field: str, **conditions: Any) -> Coalesce:
    rows = model._meta.get_field(relation).related_model._default_manager.filter(appeal=OuterRef("pk"), **conditions)
    sums = rows.order_by().values("appeal").annotate(_sum=Sum(field)).values("_sum")
    return Coalesce(Subquery(sums, output_field=_MONEY), Value(0), output_field=_MONEY)
