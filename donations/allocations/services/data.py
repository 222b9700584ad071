from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AllocationData:
    """`cause_id` None draws on the gifts that came without one."""

    office_id: int
    destination_id: int
    amount_usd: Decimal
    reason: str
    cause_id: int | None = None


@dataclass(frozen=True, slots=True)
class DestinationData:
    name: str
    kind: str
    office_id: int
    cause_ids: tuple[int, ...] = ()
    unearmarked: bool = True
    countries: tuple[str, ...] = ()
    description: str = ""
    closed_on: date | None = None
