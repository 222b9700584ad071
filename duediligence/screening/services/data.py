"""What the doors hand to the services of the request and of the desk."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm.accounts.models import Office, User
from crm.companies.models import Company

from ...enums import EntryKind, PartyRole, Reliability
from ...models import ControversyTheme


@dataclass(frozen=True)
class RequestData:
    """`track` is proposed where it is left empty."""

    company: Company
    purpose: str
    office: Office
    track: str = ""
    amount_usd: Decimal = Decimal(0)
    description: str = ""
    emblem_use: str = ""
    exclusive: bool = False
    procurement_link: str = ""
    conflict_of_interest: str = ""


@dataclass(frozen=True)
class PartyData:
    """Somebody who does not stand in the register, or stands there under another number."""

    name: str
    role: str = PartyRole.DIRECTOR
    kind: str = EntryKind.PERSON
    other_names: tuple[str, ...] = ()
    country: str = ""
    birth_date: str = ""
    number: str = ""
    share_percent: Decimal | None = None
    source: str = ""


@dataclass(frozen=True)
class EvidenceData:
    kind: str
    title: str
    url: str = ""
    text: str = ""
    query: str = ""
    language: str = ""
    place: str = ""
    period_from: date | None = None
    period_until: date | None = None
    results: int | None = None
    reliability: str = Reliability.UNVERIFIED
    confidential: bool = False
    criterion: str = ""


@dataclass(frozen=True)
class ActivityData:
    activity: str
    isic: str = ""
    share_percent: Decimal | None = None
    year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class ControversyData:
    theme: ControversyTheme
    severity: int
    happened_on: date
    text: str
    source: str
    company_answer: str = ""


@dataclass(frozen=True)
class RiskData:
    kind: str
    text: str
    likelihood: int
    impact: int
    mitigation: str = ""
    owner: User | None = None
    due_on: date | None = None
