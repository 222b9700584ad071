"""Who brings what into an engagement, a programme: sums, shares, person-days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from ..enums import Payer
from ..models import Contribution, Engagement, Instalment, Programme, StaffTime
from ..querysets.funding import PREPARED, SECURED

# A panel shows so many lines; the list has them all.
SHOWN = 50
MOST = 500


@dataclass(frozen=True)
class Share:
    """What one side bears of the cost."""

    payer: Payer
    usd: Decimal
    percent: Decimal


@dataclass(frozen=True)
class Funding:
    """What an engagement is funded by. `received` may exceed `pledged`: that is shown, not refused."""

    rows: Sequence[Any]
    count: int
    pledged: Decimal
    received: Decimal
    shares: Sequence[Share]
    breaking: int

    @property
    def outstanding(self) -> Decimal:
        return max(self.pledged - self.received, Decimal(0))

    @property
    def over(self) -> Decimal:
        return max(self.received - self.pledged, Decimal(0))


def funding_of(engagement: Engagement) -> Funding:
    """Five queries, however many lines there are."""
    rows = Contribution.objects.filter(engagement=engagement)
    shown = rows.with_sums().select_related("partner__company").prefetch_related("instalments")
    sums: dict[str, Decimal] = dict(rows.order_by().values_list("payer").annotate(Sum("pledged_usd")))
    came = Instalment.objects.filter(contribution__engagement=engagement).aggregate(usd=Sum("received_usd"))["usd"]
    total = sum(sums.values(), Decimal(0))
    listed = list(shown.order_by("pledged_on", "pk")[:SHOWN])
    return Funding(
        rows=listed,
        count=len(listed) if len(listed) < SHOWN else rows.count(),
        pledged=total,
        received=came or Decimal(0),
        shares=shares_of(sums),
        breaking=sum(row.breaks_rule for row in listed),
    )


def shares_of(sums: dict[str, Decimal]) -> list[Share]:
    """Of the whole cost, in per cent to one decimal; empty where nothing is pledged."""
    total = sum(sums.values(), Decimal(0))
    if not total:
        return []
    return [
        Share(payer, sums.get(payer, Decimal(0)), round(sums.get(payer, Decimal(0)) * 100 / total, 1))
        for payer in Payer
    ]


@dataclass(frozen=True)
class Effort:
    rows: Sequence[StaffTime]
    days: Decimal


def effort_of(engagement: Engagement) -> Effort:
    """The latest months, and all person-days together."""
    rows = StaffTime.objects.filter(engagement=engagement)
    total = rows.aggregate(days=Sum("days"))["days"] or Decimal(0)
    return Effort(list(rows.select_related("office", "person")[:SHOWN]), total)


@dataclass(frozen=True)
class InCountry:
    country: str
    engagements: int
    secured: Decimal
    expected: Decimal


def by_country(programme: Programme) -> list[InCountry]:
    """An engagement in several countries counts in each of them."""
    engagements = Engagement.objects.kept().filter(programme=programme)
    pledges = Contribution.objects.filter(engagement__in=engagements, payer=Payer.COMPANY)
    pledged = dict(pledges.order_by().values_list("engagement").annotate(Sum("pledged_usd")))
    counted: Counter[str] = Counter()
    secured: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for pk, countries, stage in engagements.values_list("pk", "countries", "stage"):
        usd = pledged.get(pk, Decimal(0))
        for code in countries:
            counted[code] += 1
            secured[code] += usd if stage in SECURED else 0
            expected[code] += usd if stage in PREPARED else 0
    found = [InCountry(code, n, Decimal(secured[code]), Decimal(expected[code])) for code, n in counted.items()]
    return sorted(found, key=lambda each: (-each.secured, -each.expected, each.country))


def engagements_of(programme: Programme) -> Sequence[Any]:
    """Its partnerships and collaborations, each with what companies pledged in it."""
    pledges = Contribution.objects.filter(engagement=OuterRef("pk"), payer=Payer.COMPANY).order_by()
    sums = pledges.values("engagement").annotate(_sum=Sum("pledged_usd")).values("_sum")
    kept = Engagement.objects.kept().filter(programme=programme).select_related("lead_office")
    return list(kept.annotate(pledged=Coalesce(Subquery(sums), Decimal(0))).order_by("-pledged", "title")[:MOST])


def state_of_part(part: Instalment, *, on: date) -> str:
    """`received`, `lapsed`, `due` or `` for one without a day."""
    if part.received_on:
        return "received"
    if part.due_on:
        return "lapsed" if part.due_on < on else "due"
    return ""
