"""What the doors hand to the services: plain, frozen, without HTTP."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...enums import ContributionKind, Payer


@dataclass(frozen=True, slots=True)
class InstalmentData:
    """In the contribution's currency. What was received has a day."""

    due_on: date | None = None
    due_amount: Decimal = Decimal(0)
    received_on: date | None = None
    received_amount: Decimal = Decimal(0)
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContributionData:
    """`company_id` is one of the engagement's companies; without one, and where a company pays, its lead."""

    amount: Decimal
    currency: str
    pledged_on: date
    kind: str = ContributionKind.CASH
    payer: str = Payer.COMPANY
    company_id: int | None = None
    donor: str = ""
    description: str = ""
    valuation: str = ""
    direct_support: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    name: str
    office_id: int
    donor: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    target_amount: Decimal = Decimal(0)
    target_currency: str = "USD"


@dataclass(frozen=True, slots=True)
class StaffTimeData:
    office_id: int
    month: date
    days: Decimal
    person_id: int | None = None
    note: str = ""
