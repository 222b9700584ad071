"""Donors as one person may see them: the name of a private one stands only where that person may read it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear

from crm.core.text import fold

from ..enums import DonationState, DonorKind
from ..models import Donation, Donor

SUGGESTED = 10


def shown_donor(user: Any, pk: int) -> Any:
    """With `named`; None out of scope."""
    rows = Donor.objects.visible_to(user).with_named(user).select_related("company", "office", "details")
    return rows.filter(pk=pk).first()


def name_of(donor: Any) -> str:
    """Of a donor read `with_named`: the name, or the number for whoever may not read it."""
    if donor.kind == DonorKind.PERSON and donor.named and hasattr(donor, "details"):
        return donor.details.name
    return str(donor)


def donors_like(user: Any, text: str, *, limit: int = SUGGESTED) -> list[Any]:
    """Companies that gave, and private donors whom the person may read, by the beginning of a word or the e-mail."""
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    words = Q()
    for word in wanted.split():
        words &= (
            Q(details__sort_name__startswith=word)
            | Q(details__sort_name__contains=f" {word}")
            | Q(company__sort_name__startswith=word)
            | Q(company__sort_name__contains=f" {word}")
        )
    rows = Donor.objects.readable_by(user).filter(erased_at=None)
    rows = rows.filter(words | Q(details__email__iexact=text.strip()))
    return list(rows.select_related("company", "details", "office").order_by("pk")[:limit])


def giving_of(donor: Donor, user: Any) -> list[dict[str, Any]]:
    """Accepted gifts by year, of those that the person sees: how many, and how much in USD."""
    gifts = Donation.objects.visible_to(user).filter(donor=donor, state=DonationState.ACCEPTED)
    years = gifts.annotate(year=ExtractYear("received_on")).values("year")
    return list(years.annotate(gifts=Count("pk"), usd=Sum("given_usd")).order_by("-year"))


def given_since(donor: Donor, day: date) -> Decimal:
    """What a donor gave from a day on, to all offices: for who looks after them."""
    gifts = Donation.objects.filter(donor=donor, received_on__gte=day)
    gifts = gifts.filter(state__in=[DonationState.RECEIVED, DonationState.ACCEPTED])
    return gifts.aggregate(usd=Sum("given_usd"))["usd"] or Decimal(0)
