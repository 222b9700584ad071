"""The score card of a partnership, and the ranked list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from crm.accounts.models import User
from crm.companies.enums import MaturityLevel
from crm.companies.models import MaturityAssessment

from ..models import DealBreaker, Engagement, Partner, Score, ScoreFactor
from . import ranking

_POINTS = DecimalField(max_digits=12, decimal_places=2)


@dataclass(frozen=True)
class Card:
    factors: Sequence[ScoreFactor]
    scores: Mapping[str, Score]
    total: ranking.Total


def factors_in_use() -> list[ScoreFactor]:
    return list(ScoreFactor.objects.filter(retired=False))


def card_of(partnership: Engagement) -> Card:
    """Two queries."""
    factors = factors_in_use()
    scores = {
        row.factor.code: row for row in Score.objects.filter(partnership=partnership).select_related("factor", "by")
    }
    values = {code: row.value for code, row in scores.items()}
    total = ranking.total_of(factors, values, ranking.weights_of(factors))
    return Card(factors, scores, total)


def in_pipeline(user: User) -> Any:
    """The partnerships that are ranked: those that are prepared."""
    return Engagement.objects.visible_to(user).partnerships().in_pipeline()


def ranked(rows: Any, factors: Sequence[ScoreFactor], weights: Mapping[str, Decimal]) -> QuerySet[Engagement]:
    """Those that were scored, the best first: `total`, `scored`, `open_breakers` and the lead's `maturity`."""
    points = Case(
        *(When(scores__factor=f.pk, then=F("scores__value") * Value(f.sign * weights[f.code])) for f in factors),
        default=Value(Decimal(0)),
        output_field=_POINTS,
    )
    in_use = Q(scores__factor__retired=False)
    found = rows.annotate(
        total=Coalesce(Sum(points), Value(0), output_field=_POINTS), scored=Count("scores", filter=in_use)
    ).filter(scored__gt=0)
    return _with_lead(found).order_by("-total", "title", "pk")


def unscored(rows: Any) -> QuerySet[Engagement]:
    scores = Score.objects.filter(partnership=OuterRef("pk"), factor__retired=False)
    return _with_lead(rows.filter(~Exists(scores))).order_by("title", "pk")


def _with_lead(rows: Any) -> Any:
    lead = Partner.objects.filter(engagement=OuterRef("pk"), lead=True)
    latest = MaturityAssessment.objects.filter(
        company__engaged_as__engagement=OuterRef("pk"), company__engaged_as__lead=True
    )
    waiting = DealBreaker.objects.filter(partnership=OuterRef("pk"), resolved_on=None).order_by()
    counted = waiting.values("partnership").annotate(_n=Count("pk")).values("_n")
    return rows.select_related("lead_office").annotate(
        lead_company=Subquery(lead.values("company__legal_name")[:1]),
        maturity=Subquery(latest.order_by("-assessed_on", "-pk").values("level")[:1]),
        open_breakers=Coalesce(Subquery(counted), Value(0)),
    )


def maturity_label(level: str | None) -> Any:
    return MaturityLevel(level).label if level else ""


def open_deal_breakers(partnership: Engagement) -> list[DealBreaker]:
    return list(DealBreaker.objects.filter(partnership=partnership, resolved_on=None))


@dataclass(frozen=True)
class Moved:
    """A partnership whose place changes: it was on `before`, and would be on `after`."""

    partnership: Engagement
    before: int
    after: int
    total_before: Decimal
    total_after: Decimal


def moved(rows: Any, factors: Sequence[ScoreFactor], weights: Mapping[str, Decimal]) -> tuple[list[Moved], int]:
    """Whose place in the ranking would change with these weights, those that rise most first; of how many."""
    today = list(ranked(rows, factors, ranking.weights_of(factors)))
    places = {row.pk: (place, row.total) for place, row in enumerate(today, start=1)}  # type: ignore[attr-defined]
    found = []
    for place, row in enumerate(ranked(rows, factors, weights), start=1):
        before, total = places[row.pk]
        if place != before:
            found.append(Moved(row, before, place, total, row.total))  # type: ignore[attr-defined]
    return sorted(found, key=lambda each: (each.after - each.before, each.after)), len(today)
