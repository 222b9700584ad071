from datetime import date
from typing import Any

from django.db import models
from django.db.models import DecimalField, OuterRef, Q, Subquery, Sum, Value
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
        """`raised_usd`: accepted gifts; `spent_usd`: its costs."""
        return self.annotate(
            raised_usd=_sum(self.model, "donations", "given_usd", state=DonationState.ACCEPTED),
            spent_usd=_sum(self.model, "costs", "cost_usd"),
        )


def _sum(model: Any, relation: str, field: str, **conditions: Any) -> Coalesce:
    rows = model._meta.get_field(relation).related_model._default_manager.filter(appeal=OuterRef("pk"), **conditions)
    sums = rows.order_by().values("appeal").annotate(_sum=Sum(field)).values("_sum")
    return Coalesce(Subquery(sums, output_field=_MONEY), Value(0), output_field=_MONEY)
