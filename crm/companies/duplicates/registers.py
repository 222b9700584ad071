"""The two registers in which duplicates are looked for: everything that differs between them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.names.models import NameTable

from ..models import (
    COMPANY_NAMES,
    PERSON_NAMES,
    Company,
    CompanyPair,
    CompanyToCompare,
    Contact,
    ContactPair,
    ContactToCompare,
)
from . import contents
from .candidates import company_candidates, contact_candidates
from .comparing import COMPANIES_FROM, PEOPLE_FROM, Likeness, companies_alike, contacts_alike


@dataclass(frozen=True)
class Register:
    """`key` names its lock, `queue` holds its records that wait; the two verbs are what people do with its pairs,
    `named` is what of a content is the name. `candidates(contents, most=)` asks for so many of each name,
    `alike(ours, theirs, least)` answers None where they are less alike."""

    key: str
    told_apart: str
    taken_back: str
    records: Any
    names: NameTable
    pairs: Any
    queue: Any
    read: Callable[[Iterable[int]], dict[int, Any]]
    candidates: Callable[..., list[set[int]]]
    alike: Callable[..., Likeness | None]
    queued_from: float
    named: str


COMPANIES = Register(
    key="companies",
    told_apart="company.told_apart",
    taken_back="company.told_apart_undone",
    records=Company,
    names=COMPANY_NAMES,
    pairs=CompanyPair,
    queue=CompanyToCompare,
    read=contents.companies,
    candidates=company_candidates,
    alike=companies_alike,
    queued_from=COMPANIES_FROM,
    named="legal_name",
)
PEOPLE = Register(
    key="people",
    told_apart="contact.told_apart",
    taken_back="contact.told_apart_undone",
    records=Contact,
    names=PERSON_NAMES,
    pairs=ContactPair,
    queue=ContactToCompare,
    read=contents.contacts,
    candidates=contact_candidates,
    alike=contacts_alike,
    queued_from=PEOPLE_FROM,
    named="name",
)
REGISTERS = {register.key: register for register in (COMPANIES, PEOPLE)}
