"""Somebody of a file or of the register, as far as people are matched and completed."""

from dataclasses import dataclass, field
from typing import Any

from crm.imports.registries import Problem, Values
from crm.imports.wording import of_error

from .. import contact_cleaning
from ..models import Contact
from .lookup import Known

TEXTS = ("native_name", "language", "notes")


@dataclass
class Person:
    """Somebody known or planned: enough to match and to complete."""

    pk: int | None
    name: str
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    companies: set[int] = field(default_factory=set)


def name_of(values: Values) -> str:
    whole = str(values.get("name") or "")
    return whole or " ".join(filter(None, (values.get("first_name"), values.get("last_name"))))


def drafted(name: str, values: Values, company: Known | None, problems: list[Problem]) -> tuple[Person, list[Problem]]:
    """Telephone numbers are read in the country of the company; one that is none is left out and listed."""
    phones = []
    for text in values.get("phones", ()):
        try:
            phones.append(
                contact_cleaning.phone(text, region=(company.country if company else "") or values.get("country", ""))
            )
        except contact_cleaning.ValidationError as wrong:
            problems = [*problems, Problem("phones", "phone", of_error(wrong), text)]
    texts = {key: values[key] for key in TEXTS if values.get(key)}
    return Person(None, name, list(values.get("emails", ())), phones, texts), problems


def known_as(contact: Contact) -> Person:
    return Person(
        contact.pk,
        contact.name,
        list(contact.emails),
        list(contact.phones),
        {name: getattr(contact, name) for name in TEXTS},
        {a.company_id for a in contact.affiliations.all() if a.until is None},
    )


def completed(row: Person, target: Person) -> dict[str, Any]:
    changes: dict[str, Any] = {k: v for k, v in row.texts.items() if not target.texts.get(k)}
    held = {e.casefold() for e in target.emails}
    if new := [e for e in row.emails if e.casefold() not in held]:
        changes["emails"] = [*target.emails, *new]
    if numbers := [p for p in row.phones if p not in target.phones]:
        changes["phones"] = [*target.phones, *numbers]
    return changes
