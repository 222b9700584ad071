"""The facts of many screenings at once, as their desks stand: a fixed number of queries for however many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..enums import DESK_STATES, HitState, ScreeningState
from ..models import Answer, Clearance, Controversy, CriterionVersion, HighRiskSector, Hit, SalesActivity, Screening
from .facts import Facts
from .selectors import in_order

UNDER_WAY = (ScreeningState.RESEARCH, ScreeningState.RETURNED, ScreeningState.AWAITING_DECISION)


@dataclass(frozen=True)
class Subject:
    """A screening whose rating binds: under way, or behind a clearance in force."""

    screening: Screening
    clearance: Clearance | None = None


class Book:
    """All versions of all criteria and sectors, opened at a day without asking the database again.

    `without` is one that is only being looked at, and so counts nowhere yet.
    """

    def __init__(self, without: Any = None) -> None:
        versions = CriterionVersion.objects.select_related("criterion").order_by("number")
        self._versions = [version for version in versions if version != without]
        self._sectors = [sector for sector in HighRiskSector.objects.order_by("number") if sector != without]
        self._opened: dict[tuple[str, date], list[CriterionVersion]] = {}

    def questions(self, track: str, on: date) -> list[CriterionVersion]:
        if (track, on) not in self._opened:
            counting = {v.criterion_id: v for v in self._versions if v.effective_from <= on}
            asked = [v for v in counting.values() if not v.retired and track in v.tracks]
            self._opened[track, on] = in_order(asked)
        return self._opened[track, on]

    def sectors(self, on: date) -> list[HighRiskSector]:
        counting = {s.code: s for s in self._sectors if s.effective_from <= on}
        return [s for s in counting.values() if not s.retired]


def portfolio(on: date) -> list[Subject]:
    """Everything that is rated and not over."""
    with_company = ("company", "office__parent")
    under_way = Screening.objects.filter(state__in=UNDER_WAY).select_related(*with_company)
    in_force = Clearance.objects.in_force(on=on).select_related(*[f"screening__{name}" for name in with_company])
    return [
        *(Subject(clearance.screening, clearance) for clearance in in_force),
        *(Subject(screening) for screening in under_way),
    ]


def asked_on(screening: Screening) -> date:
    return screening.criteria_on or screening.created_at.date()


def recorded(screenings: Sequence[Screening], book: Book, *, on: date | None = None) -> dict[int, Facts]:
    """By the criteria that each was begun under; a submitted one is read as of the day of its submission.

    What lies on the desk is read as of `on`, where that is given.
    """
    keys = [screening.pk for screening in screenings]
    answers = _grouped(Answer.objects.filter(screening__in=keys).select_related("version__criterion"))
    controversies = _grouped(Controversy.objects.filter(screening__in=keys))
    activities = _grouped(SalesActivity.objects.filter(screening__in=keys))
    confirmed = _confirmed(keys)
    return {
        each.pk: Facts(
            day=on if on and each.state in DESK_STATES else (each.submitted_at or each.state_since).date(),
            questions=book.questions(each.track, asked_on(each)),
            answers={answer.version.criterion.code: answer.value for answer in answers[each.pk]},
            controversies=controversies[each.pk],
            activities=activities[each.pk],
            isic=each.company.isic,
            sectors=book.sectors(asked_on(each)),
            confirmed=confirmed[each.pk],
        )
        for each in screenings
    }


def _grouped(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.screening_id].append(row)
    return found


def _confirmed(keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    hits = Hit.objects.filter(party__screening__in=keys, state=HitState.CONFIRMED).listed()
    for screening, standing in hits.values_list("party__screening", "entry__watchlist__standing"):
        found[screening].append(standing)
    return found
