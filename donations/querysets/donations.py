from datetime import date
from typing import Any

from django.db import models
from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from crm.accounts.access import access

from .. import rights
from ..enums import Account, DonationState, DonorKind

_MONEY = DecimalField(max_digits=18, decimal_places=2)


def visible_gifts(user: Any, prefix: str = "") -> Q | None:
    """The rule of `visible_to` for rows that point at a donation by `prefix`; None for who sees all of them."""
    held = access(user)
    if rights.reads_all(held):
        return None
    rule = Q(**{f"{prefix}office__in": rights.kept_offices(held)})
    for path in rights.directed_regions(held):
        rule |= Q(**{f"{prefix}office__path__startswith": path})
    if rights.sees_companies(held):
        rule |= Q(**{f"{prefix}donor__kind": DonorKind.COMPANY})
    return rule


class DonationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "DonationQuerySet":
        """Of one's own offices all, of one's region, and of companies those of all offices (docs/donations.md)."""
        rule = visible_gifts(user)
        return self.all() if rule is None else self.filter(rule)

    def counted(self) -> "DonationQuerySet":
        """What is in the figures: accepted gifts."""
        return self.filter(state=DonationState.ACCEPTED)

    def waiting(self) -> "DonationQuerySet":
        return self.filter(state=DonationState.RECEIVED)

    def unearmarked(self) -> "DonationQuerySet":
        return self.filter(cause=None)

    def received_in(self, year: int) -> "DonationQuerySet":
        return self.filter(received_on__gte=date(year, 1, 1), received_on__lte=date(year, 12, 31))

    def with_balances(self) -> "DonationQuerySet":
        """`net_usd`, what is left of it to be used; `pool_usd`, what of that is not allocated yet."""
        return self.annotate(
            pool_usd=_balance(self.model, Account.POOL),
            net_usd=_balance(self.model, Account.POOL, Account.ALLOCATED, Account.GOODS),
        )


def _balance(model: Any, *accounts: str) -> Coalesce:
    entries = model._meta.get_field("entries").related_model._default_manager
    sums = (
        entries.filter(donation=OuterRef("pk"), account__in=accounts)
        .order_by()
        .values("donation")
        .annotate(_sum=Sum(F("usd")))
        .values("_sum")
    )
    return Coalesce(Subquery(sums, output_field=_MONEY), Value(0), output_field=_MONEY)


class RecurringGiftQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "RecurringGiftQuerySet":
        rule = visible_gifts(user)
        return self.all() if rule is None else self.filter(rule)

    def running(self, *, on: date) -> "RecurringGiftQuerySet":
        return self.filter(starts_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
