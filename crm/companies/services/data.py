"""What the deeds of this package are told: frozen, without behaviour, in the words of the models."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from crm.accounts.models import Office, User

from ..enums import CompanyKind, CompanyStatus, FoundBy, GlobalCompact, NameKind, RegistrationKind
from ..models import Company


@dataclass(frozen=True)
class CompanyData:
    """The fixed fields of a company as somebody states them; the service brings them into their stored form."""

    legal_name: str
    kind: str = CompanyKind.COMPANY
    status: str = CompanyStatus.PROSPECT
    status_reason: str = ""
    country: str = ""
    city: str = ""
    isic: str = ""
    size: str = ""
    founded: int | None = None
    website: str = ""
    lei: str = ""
    parent: Company | None = None
    global_compact: str = GlobalCompact.UNKNOWN
    state_share: Decimal | None = None
    found_by: str = FoundBy.UNKNOWN
    found_note: str = ""
    lead_office: Office | None = None
    relationship_lead: User | None = None
    description: str = ""

    def values(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


# What `update_company` may be asked to change.
EDITABLE = frozenset(field.name for field in fields(CompanyData))


@dataclass(frozen=True)
class NameData:
    """Another name of the company."""

    name: str
    kind: str = NameKind.TRADING
    until: date | None = None


@dataclass(frozen=True)
class RegistrationData:
    """A number in a register."""

    number: str
    kind: str = RegistrationKind.NATIONAL
    country: str = ""
