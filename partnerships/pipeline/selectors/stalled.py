"""Partnerships that nobody moves, and what was spent on them: the cut-off helper (domain.md section 1, P12)."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DecimalField,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate

from crm.contactlog.models import LastContact

from ...enums import FactorGroup
from ...models import Engagement, Partner, PipelineSettings, Score, StaffTime

_DAYS = DecimalField(max_digits=8, decimal_places=1)
_POINTS = DecimalField(max_digits=12, decimal_places=2)


def settings() -> PipelineSettings:
    """What headquarters set, or what counts until they do."""
    return PipelineSettings.objects.first() or PipelineSettings(pk=1)


def stalled(rows: Any, *, on: date, days: int) -> QuerySet[Engagement]:
    """Of these partnerships those that are prepared, with no move and no contact with any of their companies for so
    many days; each with `last_contact` and `quiet_since`, the later of the two.
    """
    first_day = on - timedelta(days=days)
    before = datetime.combine(first_day, time(), UTC)
    contacts = LastContact.objects.filter(company__engaged_as__engagement=OuterRef("pk"))
    newest = contacts.order_by().values("company__engaged_as__engagement").annotate(_m=Max("occurred_on")).values("_m")
    talked = Partner.objects.filter(company__last_contact__occurred_on__gte=first_day).values("engagement")
    found = rows.in_pipeline().filter(stage_since__lt=before).exclude(pk__in=talked)
    last = Subquery(newest, output_field=DateField())
    moved = TruncDate("stage_since")
    return found.annotate(last_contact=last, quiet_since=Greatest(moved, Coalesce(last, moved)))


def with_effort(rows: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """Each with `staff_days` spent, and `score` where it was scored."""
    spent = StaffTime.objects.filter(engagement=OuterRef("pk")).order_by().values("engagement")
    sign = Case(When(factor__group=FactorGroup.COST, then=Value(-1)), default=Value(1), output_field=IntegerField())
    scores = Score.objects.filter(partnership=OuterRef("pk"), factor__retired=False).order_by().values("partnership")
    points = Sum(F("value") * F("factor__weight") * sign, output_field=_POINTS)
    days = Subquery(spent.annotate(_d=Sum("days")).values("_d"), output_field=_DAYS)
    return rows.annotate(
        staff_days=Coalesce(days, Value(Decimal(0)), output_field=_DAYS),
        score=Subquery(scores.annotate(_p=points).values("_p"), output_field=_POINTS),
    )


def stalled_of(user: Any, *, on: date) -> QuerySet[Engagement]:
    """All that this person sees."""
    rows: Any = Engagement.objects.visible_to(user).partnerships()
    return stalled(rows, on=on, days=settings().stalled_days)


def stalled_ids(engagement_ids: list[int], *, on: date) -> set[int]:
    """Which of these are stalled, for the board; two queries."""
    rows: Any = Engagement.objects.filter(pk__in=engagement_ids)
    return set(stalled(rows, on=on, days=settings().stalled_days).values_list("pk", flat=True))


def stalled_count(*, on: date, days: int) -> int:
    """How many partnerships of all offices such a limit touches."""
    rows: Any = Engagement.objects.kept()
    return stalled(rows.partnerships(), on=on, days=days).count()
