"""What the panels of results show."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, DecimalField, Prefetch, QuerySet
from django.db.models.functions import Round

from ..models import (
    Engagement,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Lesson,
    Partner,
    SurveyAnswer,
    SurveyInvitation,
    SurveyQuestion,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """An indicator with its targets and values. `share` is how far the latest value lies between the baseline (or 0)
    and the last target, in per cent; None where there is no target or no value."""

    indicator: Indicator
    targets: list[IndicatorTarget]
    values: list[IndicatorValue]
    share: int | None

    @property
    def latest(self) -> IndicatorValue | None:
        return self.values[-1] if self.values else None

    @property
    def goal(self) -> IndicatorTarget | None:
        return self.targets[-1] if self.targets else None


def indicators_of(engagement: Engagement) -> list[Progress]:
    """Three queries, however many indicators there are."""
    rows = engagement.indicators.prefetch_related(
        "targets", Prefetch("values", IndicatorValue.objects.select_related("by"))
    )
    return [progress_of(row) for row in rows]


def progress_of(row: Indicator) -> Progress:
    """No query where its targets and values were read along."""
    targets, values = list(row.targets.all()), list(row.values.all())
    share = None
    if targets and values:
        start = row.baseline or Decimal(0)
        whole = targets[-1].value - start
        share = round((values[-1].value - start) * 100 / whole) if whole else 100
    return Progress(row, targets, values, share)


MEAN = Round(Avg("answers__value", output_field=DecimalField(max_digits=4, decimal_places=2)), precision=1)


def invitations_of(engagement: Engagement) -> list[SurveyInvitation]:
    """With `mean`, the average of the answers to one decimal, or None."""
    rows = SurveyInvitation.objects.filter(partner__engagement=engagement)
    return list(rows.select_related("partner__company", "contact", "sent_by").annotate(mean=MEAN))


def answers_by_question(invitations: list[SurveyInvitation]) -> list[tuple[SurveyQuestion, list[tuple[Any, int]]]]:
    """[(question, [(invitation, answer)])] of those that were answered, oldest first."""
    by_id = {row.pk: row for row in invitations}
    rows = SurveyAnswer.objects.filter(invitation__in=by_id).select_related("question")
    found: dict[SurveyQuestion, list[tuple[Any, int]]] = {}
    for row in rows.order_by("question__position", "question", "invitation__answered_at"):
        found.setdefault(row.question, []).append((by_id[row.invitation_id], row.value))
    return list(found.items())


def to_ask(engagement: Engagement) -> list[Partner]:
    return list(engagement.partners.select_related("company"))


def lessons_for(user: Any) -> QuerySet[Lesson]:
    """Of every engagement that this person may see."""
    visible = Engagement.objects.visible_to(user)
    return Lesson.objects.filter(engagement__in=visible.values("pk")).select_related("engagement__lead_office", "by")
