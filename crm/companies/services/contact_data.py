"""What the deeds on people are told: frozen, in the words of the models."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ..enums import Consent
from ..models import Company


@dataclass(frozen=True)
class ContactData:
    """A person as somebody states them; the service brings addresses and numbers into their stored form."""

    name: str
    native_name: str = ""
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()
    language: str = ""
    do_not_contact: bool = False
    do_not_contact_reason: str = ""
    notes: str = ""

    def values(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


# What `update_contact` may be asked to change.
CONTACT_FIELDS = frozenset(field.name for field in fields(ContactData))


@dataclass(frozen=True)
class AffiliationData:
    """A post at a company; without `until` still held."""

    company: Company
    title: str = ""
    since: date | None = None
    until: date | None = None
    key_person: bool = False


@dataclass(frozen=True)
class ConsentData:
    """What somebody said about the keeping of their data, when and in which way."""

    state: str = Consent.GIVEN
    on: date | None = None
    how: str = ""
