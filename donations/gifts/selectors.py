"""Gifts as one person may see them."""

from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from ..enums import DonorKind
from ..models import Donation, Donor, Posting


def register(user: Any) -> "QuerySet[Any]":
    """The gifts that a person sees, with `net_usd`, `pool_usd`, and `giver`: empty where they may not read the name."""
    readable = Donor.objects.with_named(user).filter(named=True)
    name = Case(
        When(donor__kind=DonorKind.COMPANY, then=F("donor__company__legal_name")),
        When(Q(donor__in=readable), then=Coalesce(F("donor__details__name"), Value(""))),
        default=Value(""),
        output_field=CharField(),
    )
    return Donation.objects.visible_to(user).with_balances().annotate(giver=name)


def shown_gift(user: Any, pk: int) -> Any:
    """None out of scope."""
    related = ("donor__company", "office", "cause", "appeal", "recurring", "clearance", "entered_by", "decided_by")
    return register(user).select_related(*related, "refunded_by", "shipping_asked_by").filter(pk=pk).first()


def books_of(donation: Donation) -> list[Posting]:
    """The movements of this gift, with its entries, the oldest first."""
    rows = Posting.objects.filter(entries__donation=donation).select_related("by", "allocation").distinct()
    found = list(rows.order_by("pk"))
    by_posting: dict[int, list[Any]] = {}
    for entry in donation.entries.order_by("pk"):
        by_posting.setdefault(entry.posting_id, []).append(entry)
    for posting in found:
        posting.parts = by_posting.get(posting.pk, [])  # type: ignore[attr-defined]
    return found
