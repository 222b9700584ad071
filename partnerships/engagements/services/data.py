"""What the doors hand to the services: plain, frozen, without HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...enums import Disclosure


@dataclass(frozen=True, slots=True)
class CompanyPart:
    """A company of a partnership, and up to what amount in USD it is engaged."""

    company_id: int
    lead: bool = False
    agreed_usd: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PartnershipData:
    """`companies` must not be empty; where none is the lead, the first one is."""

    title: str
    type: str
    lead_office_id: int
    companies: Sequence[CompanyPart]
    modality: str = ""
    description: str = ""
    office_ids: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    theme_ids: tuple[int, ...] = ()
    sdgs: tuple[int, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    disclosure: str = Disclosure.INTERNAL
    airline: bool = False
    relationship_lead_id: int | None = None
    colleague_ids: tuple[int, ...] = ()
    contact_ids: tuple[int, ...] = ()
    programme_id: int | None = None
    expected_usd: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CollaborationData:
    """One entry for whoever logs it, one collaboration for each company (domain.md section 4)."""

    title: str
    type: str
    lead_office_id: int
    company_ids: tuple[int, ...]
    starts_on: date
    ends_on: date | None = None
    event: str = ""
    modality: str = ""
    description: str = ""
    office_ids: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    theme_ids: tuple[int, ...] = ()
    sdgs: tuple[int, ...] = ()
    disclosure: str = Disclosure.INTERNAL
    colleague_ids: tuple[int, ...] = ()
    contact_ids: tuple[int, ...] = ()
    programme_id: int | None = None
