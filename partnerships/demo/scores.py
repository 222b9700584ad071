"""Score cards and deal-breakers of what is prepared or runs."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from crm.workspace.demo.moments import moment, workday

from ..enums import PIPELINE, FactorGroup, Stage
from ..models import DealBreaker, Score, ScoreFactor
from .plans import Entered
from .trail import tell
from .words import DEAL_BREAKERS
from .writing import stamped


def build(entered: Sequence[Entered], *, rng: Random, today: date) -> None:
    factors = list(ScoreFactor.objects.filter(retired=False))
    scores: list[Score] = []
    breakers: list[DealBreaker] = []
    for place, each in enumerate(entered):
        stage = Stage(each.plan.stage)
        early = stage in PIPELINE[:2]
        if stage not in (*PIPELINE, Stage.ACTIVE) or (early and place % 2):
            continue
        middle = rng.randint(2, 4)
        # Half of the early ones were looked at once, and not in every factor.
        known = factors[: len(factors) // 2] if early else factors
        for factor in known:
            low = factor.group == FactorGroup.COST
            value = min(5, max(0, middle - low + rng.randint(-1, 1)))
            at = moment(workday(each.plan.moved), 16)
            scores.append(Score(partnership=each.row, factor=factor, value=value, by=each.plan.lead, at=at))
        tell(moment(workday(each.plan.moved), 16), verb="partnership.scored", subject=each.row, by=each.plan.lead)
        if stage in PIPELINE[3:] and place % 2 == 0:
            breakers.append(_deal_breaker(each, len(breakers), today))
    Score.objects.bulk_create(scores)
    DealBreaker.objects.bulk_create(breakers)
    for row in breakers:
        verb = "deal_breaker.resolved" if row.resolved_on else "deal_breaker.raised"
        tell(
            moment(row.resolved_on or row.raised_on, 10),
            verb=verb,
            subject=row.partnership,
            by=row.raised_by,
            after={"text": row.text},
        )


def _deal_breaker(each: Entered, number: int, today: date) -> DealBreaker:
    text, ours, resolution = DEAL_BREAKERS[number % len(DEAL_BREAKERS)]
    resolved = number % 3 == 1
    return stamped(
        DealBreaker,
        moment(each.plan.moved, 10),
        partnership=each.row,
        text=text,
        ours=ours,
        raised_by=each.plan.lead,
        raised_on=each.plan.moved,
        resolution=resolution if resolved else "",
        resolved_on=min(workday(each.plan.moved + timedelta(days=12)), today) if resolved else None,
    )
