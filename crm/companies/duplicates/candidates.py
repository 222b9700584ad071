"""Which records of the register are worth comparing with one: by name through the index, by number and address."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection

from crm.core.names.models import NameTable
from crm.core.names.retrieval import candidates

from ..enums import NameKind
from ..models import COMPANY_NAMES, PERSON_NAMES
from .contents import CompanyContent, ContactContent

# So many at most are compared with one record for each of its names, and by number or address.
MOST = 30
# A look-up for each, however many names there are: all of them stand in the index, so that a further one is found from
# the other side.
NAMES = 3

_BY_NUMBER = """
    SELECT company_id FROM companies_registration WHERE number = ANY(%(numbers)s)
    UNION SELECT id FROM companies_company WHERE lei = ANY(%(leis)s) AND binned_at IS NULL
    LIMIT %(most)s
"""
_BY_ADDRESS = """
    SELECT id FROM companies_contact WHERE emails && %(emails)s::varchar[] AND binned_at IS NULL
    UNION SELECT id FROM companies_contact WHERE phones && %(phones)s::varchar[] AND binned_at IS NULL
    LIMIT %(most)s
"""
# The namesake at the same company is found however many bear the name elsewhere.
_COLLEAGUES = """
    SELECT contact_id FROM companies_affiliation WHERE company_id = ANY(%(companies)s) LIMIT 4 * %(most)s
"""


def company_candidates(company: CompanyContent, most: int = MOST) -> set[int]:
    names = [company.legal_name, *(name for _kind, name in sorted(company.names, key=_short_last))]
    found = _named(COMPANY_NAMES, names, most)
    if company.registrations or company.lei:
        numbers = [number for _kind, _country, number in company.registrations]
        found |= _ids(_BY_NUMBER, numbers=numbers, leis=[company.lei] if company.lei else [])
    return found - {company.id}


def _short_last(name: tuple[str, str]) -> bool:
    return name[0] == NameKind.SHORT


def contact_candidates(contact: ContactContent, most: int = MOST) -> set[int]:
    found = _named(PERSON_NAMES, filter(None, [contact.name, contact.native_name]), most)
    if contact.emails or contact.phones:
        emails = {*contact.emails, *map(str.casefold, contact.emails)}
        found |= _ids(_BY_ADDRESS, emails=list(emails), phones=list(contact.phones))
    if contact.companies:
        found |= _ids(_COLLEAGUES, companies=list(contact.companies))
    return found - {contact.id}


def _named(table: NameTable, names: Iterable[str], most: int) -> set[int]:
    return {each.subject_id for name in islice(names, NAMES) for each in candidates(table, name, limit=most)}


def _ids(query: str, **values: Any) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, {**values, "most": MOST})
        return {row[0] for row in cursor.fetchall()}
