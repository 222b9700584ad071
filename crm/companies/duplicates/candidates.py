"""Which records of the register are worth comparing with one: by name through the index, by number and address."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from crm.core.names.nearest import nearest

from ..enums import NameKind
from ..models import COMPANY_NAMES, PERSON_NAMES
from .contents import CompanyContent, ContactContent

# So many at most are compared with one record for each of its names, and by number or address.
MOST = 30
# Whoever has more names has them from a list that repeats itself.
NAMES = 20

# Of each number, address or company so many at most.
_BY_NUMBER = """
    SELECT asked.value, found.id FROM unnest(%(values)s::text[]) asked(value) CROSS JOIN LATERAL (
        SELECT company_id AS id FROM companies_registration WHERE number = asked.value LIMIT %(most)s
    ) found
"""
_BY_LEI = "SELECT lei, id FROM companies_company WHERE lei = ANY(%(values)s) AND binned_at IS NULL"
_BY_EMAIL = """
    SELECT asked.value, found.id FROM unnest(%(values)s::text[]) asked(value) CROSS JOIN LATERAL (
        SELECT id FROM companies_contact
        WHERE emails && ARRAY[asked.value]::varchar[] AND binned_at IS NULL LIMIT %(most)s
    ) found
"""
_BY_PHONE = _BY_EMAIL.replace("emails", "phones")
# The namesake at the same company is found however many bear the name elsewhere.
_COLLEAGUES = """
    SELECT asked.value, found.id FROM unnest(%(values)s::bigint[]) asked(value) CROSS JOIN LATERAL (
        SELECT contact_id AS id FROM companies_affiliation WHERE company_id = asked.value LIMIT 4 * %(most)s
    ) found
"""


def company_candidates(
    companies: Sequence[CompanyContent], most: int = MOST, but: Collection[int] = ()
) -> list[set[int]]:
    """For each of them those that are worth comparing with it, `but` for some; in a fixed number of queries."""
    names = [_names_of(company) for company in companies]
    named = nearest(COMPANY_NAMES, (name for each in names for name in each), most=most, but=but)
    numbered = _ids(_BY_NUMBER, (number for each in companies for _kind, _country, number in each.registrations))
    by_lei = _ids(_BY_LEI, (each.lei for each in companies if each.lei))
    return [
        (
            _united(named, own)
            | _united(numbered, (number for _kind, _country, number in company.registrations))
            | by_lei.get(company.lei, set())
        )
        - {company.id, *but}
        for company, own in zip(companies, names, strict=True)
    ]


def _names_of(company: CompanyContent) -> list[str]:
    others = [name for _kind, name in sorted(company.names, key=_short_last)]
    return [company.legal_name, *others][:NAMES]


def _short_last(name: tuple[str, str]) -> bool:
    return name[0] == NameKind.SHORT


def contact_candidates(
    contacts: Sequence[ContactContent], most: int = MOST, but: Collection[int] = ()
) -> list[set[int]]:
    """The same for people."""
    names = (name for each in contacts for name in (each.name, each.native_name))
    named = nearest(PERSON_NAMES, names, most=most, but=but)
    by_email = _ids(_BY_EMAIL, (email for each in contacts for email in _as_written(each.emails)))
    by_phone = _ids(_BY_PHONE, (phone for each in contacts for phone in each.phones))
    colleagues = _ids(_COLLEAGUES, (company for each in contacts for company in each.companies))
    return [
        (
            _united(named, (contact.name, contact.native_name))
            | _united(by_email, _as_written(contact.emails))
            | _united(by_phone, contact.phones)
            | _united(colleagues, contact.companies)
        )
        - {contact.id, *but}
        for contact in contacts
    ]


def _as_written(emails: Iterable[str]) -> set[str]:
    return {written for email in emails for written in (email, email.casefold())}


def _united(found: Mapping[Any, set[int]], wanted: Iterable[Any]) -> set[int]:
    return set[int]().union(*(found.get(each, ()) for each in wanted))


def _ids(query: str, values: Iterable[Any]) -> dict[Any, set[int]]:
    """For each value the records that have it."""
    wanted = list(set(values))
    found: dict[Any, set[int]] = {}
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(query, {"values": wanted, "most": MOST})
            for value, pk in cursor.fetchall():
                found.setdefault(value, set()).add(pk)
    return found
