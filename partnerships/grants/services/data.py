"""What the doors hand to the services: plain, frozen, without HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CriterionData:
    text: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class CallData:
    """`eligible_ids` are offices, none for all of them; `reviewer_ids` are people beside headquarters who score."""

    title: str
    source: str
    amount_usd: Decimal
    deadline: date
    text: str = ""
    eligible_ids: Sequence[int] = ()
    reviewer_ids: Sequence[int] = ()
    criteria: Sequence[CriterionData] = ()


@dataclass(frozen=True, slots=True)
class BudgetData:
    text: str
    usd: Decimal


@dataclass(frozen=True, slots=True)
class ProposalData:
    """For an office, or a department of it."""

    office_id: int
    title: str
    department: str = ""
    summary: str = ""
    countries: Sequence[str] = ()
    engagement_id: int | None = None
    budget: Sequence[BudgetData] = ()


@dataclass(frozen=True, slots=True)
class ScoreData:
    value: int
    note: str = ""


# By the criterion's id.
Scores = Mapping[int, ScoreData]


@dataclass(frozen=True, slots=True)
class ReportData:
    """What was done with a grant, what of it was spent, and the day of the report."""

    text: str
    spent_usd: Decimal
    reported_on: date
