"""What a rating is proposed from; put together from rows by whoever reads them, with no table asked here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol

from ..models import CriterionVersion, HighRiskSector

UNKNOWN = "unknown"
YES, NO = "yes", "no"
# Two answers that count together: more than half of a company in the hands of a state under sanctions.
STATE_OWNERSHIP = "state-ownership"
STATE_UNDER_SANCTIONS = "state-under-sanctions"


class Held(Protocol):
    """A controversy: models.Controversy is one."""

    severity: int
    happened_on: date


class Sold(Protocol):
    """A share of sales: models.SalesActivity is one."""

    isic: str
    share_percent: Decimal | None


@dataclass(frozen=True)
class Facts:
    """`answers` go by the criterion's code, in the words of `Answer.value`; `confirmed` are the standings
    (ListStanding) of the lists on which hits are confirmed; `sectors` those of high risk that count on the day.
    """

    day: date
    questions: Sequence[CriterionVersion] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    controversies: Sequence[Held] = ()
    activities: Sequence[Sold] = ()
    isic: str = ""
    sectors: Sequence[HighRiskSector] = ()
    confirmed: Sequence[str] = ()

    @property
    def unanswered(self) -> list[CriterionVersion]:
        """The questions that must be answered and are not."""
        return [q for q in self.questions if q.mandatory and not self.answers.get(q.criterion.code, "").strip()]

    @property
    def state_share(self) -> Decimal | None:
        """Per cent that a state owns; None where it is not asked, not answered or not determinable."""
        return per_cent(self.answers.get(STATE_OWNERSHIP, ""))

    @property
    def state_under_sanctions(self) -> bool:
        return self.answers.get(STATE_UNDER_SANCTIONS) == YES


def per_cent(value: str) -> Decimal | None:
    """The number of an answer, or None for "unknown" and for whatever else is no share."""
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
