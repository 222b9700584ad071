"""What a partnership of the demo is to be, before it is written down."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from crm.accounts.models import Office, User
from crm.companies.models import Company, Contact
from duediligence.models import Clearance

from ..enums import AgreementKind, ClauseState, Disclosure, RenewalMode
from ..models import Engagement, Partner, Programme


@dataclass(frozen=True)
class Part:
    """A company, up to what amount, and in a running partnership under which clearance."""

    company: Company
    agreed: Decimal = Decimal(0)
    clearance: Clearance | None = None
    relied_on: date | None = None


@dataclass(frozen=True)
class ClausePlan:
    subject: str
    note: str
    raised_on: date
    state: str = ClauseState.OPEN
    settled_on: date | None = None


@dataclass(frozen=True)
class Paper:
    """The agreement; without a day of signature it is being negotiated."""

    kind: str = AgreementKind.MEMORANDUM
    since: date | None = None
    signed_on: date | None = None
    ends_on: date | None = None
    renewal: str = RenewalMode.NONE
    # It was renewed once, and ran until this day before.
    ran_until: date | None = None
    nda: bool = False
    clauses: tuple[ClausePlan, ...] = ()


@dataclass(frozen=True)
class Plan:
    """`began` is the day on which it was entered, `moved` the one on which it came to its stage."""

    title: str
    type: str
    stage: str
    office: Office
    parts: tuple[Part, ...]
    began: date
    moved: date
    lead: User
    language: str = "en"
    modality: str = ""
    text: str = ""
    theme: str = ""
    sdgs: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    ends_on: date | None = None
    offices: tuple[Office, ...] = ()
    colleagues: tuple[User, ...] = ()
    contacts: tuple[Contact, ...] = ()
    disclosure: str = Disclosure.INTERNAL
    airline: bool = False
    programme: Programme | None = None
    expected: Decimal | None = None
    paper: Paper | None = None
    cause: str = ""
    reason: str = ""
    grown_from: Engagement | None = None
    # What is measured, in words and unit.
    indicator: tuple[str, str] = ("", "")


@dataclass
class Entered:
    """A plan and its rows."""

    plan: Plan
    row: Engagement
    partners: list[Partner] = field(default_factory=list)

    @property
    def lead_partner(self) -> Partner:
        return self.partners[0]
