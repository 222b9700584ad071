from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AppealData:
    title: str
    office_id: int
    starts_on: date
    ends_on: date | None = None
    text: str = ""
    goal_amount: Decimal = Decimal(0)
    goal_currency: str = "USD"
    countries: tuple[str, ...] = ()
    cause_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CostData:
    text: str
    spent_on: date
    amount: Decimal
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class CauseData:
    """`code` is what other programs and platforms name it by."""

    code: str
    text_en: str
    text_fr: str
    text_es: str
    position: int = 0
    retired: bool = False
