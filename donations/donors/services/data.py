from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PersonData:
    """The personal data of a private donor."""

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DonorData:
    """`person` of a private donor, `company_id` of a company; of a person the entry as an individual, once screened."""

    office_id: int
    company_id: int | None = None
    person: PersonData | None = None
    country: str = ""
    language: str = "en"
    anonymous: bool = False
    may_email: bool = False
    consent_note: str = ""
    consent_on: date | None = None
