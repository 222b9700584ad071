"""All of a record that comparing reads, many at a time. The triggers in models/ name the same columns."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from ..enums import Consent
from .hosts import website_host


@dataclass(frozen=True)
class Content:
    """`id` is 0 for somebody who is not in the register yet; `kept` is false in the bin."""

    id: int
    kept: bool

    @property
    def fingerprint(self) -> str:
        """Of what was compared, as it is written: another way of comparing it does not change it."""
        said = asdict(self) | {"id": None, "kept": None}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class CompanyContent(Content):
    """`names` are (kind, name), `registrations` (kind, country, number)."""

    legal_name: str
    kind: str = "company"
    country: str = ""
    lei: str = ""
    host: str = ""
    parent: int | None = None
    names: tuple[tuple[str, str], ...] = ()
    registrations: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class ContactContent(Content):
    """`companies` are those at which the person is now, `former` those that they have left."""

    name: str
    native_name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    companies: tuple[int, ...] = ()
    former: tuple[int, ...] = ()


_COMPANIES = """
    SELECT id, binned_at IS NULL, legal_name, kind, country, lei, website, parent_id
    FROM companies_company WHERE id = ANY(%s)
"""
_NAMES = "SELECT company_id, kind, name FROM companies_companyname WHERE company_id = ANY(%s) ORDER BY kind, name"
_NUMBERS = """
    SELECT company_id, kind, country, number FROM companies_registration WHERE company_id = ANY(%s)
    ORDER BY kind, country, number
"""
_CONTACTS = """
    SELECT id, binned_at IS NULL, name, native_name, consent, emails, phones FROM companies_contact WHERE id = ANY(%s)
"""
_POSTS = """
    SELECT contact_id, until IS NULL, company_id FROM companies_affiliation WHERE contact_id = ANY(%s)
    ORDER BY company_id
"""


def companies(ids: Iterable[int]) -> dict[int, CompanyContent]:
    """In three queries, however many."""
    wanted = list(ids)
    names, numbers = _hanging(_NAMES, wanted), _hanging(_NUMBERS, wanted)
    return {
        pk: CompanyContent(
            id=pk,
            kept=kept,
            legal_name=legal_name,
            kind=kind,
            country=country or "",
            lei=lei,
            host=website_host(website),
            parent=parent,
            names=tuple(names.get(pk, ())),
            registrations=tuple(numbers.get(pk, ())),
        )
        for pk, kept, legal_name, kind, country, lei, website, parent in _rows(_COMPANIES, wanted)
    }


def contacts(ids: Iterable[int]) -> dict[int, ContactContent]:
    """In two queries. Addresses of people who withdrew their consent are locked: they are not compared either."""
    wanted = list(ids)
    posts = _hanging(_POSTS, wanted)
    return {
        pk: ContactContent(
            id=pk,
            kept=kept,
            name=name,
            native_name=native_name,
            emails=() if consent == Consent.WITHDRAWN else tuple(sorted(emails)),
            phones=() if consent == Consent.WITHDRAWN else tuple(sorted(phones)),
            companies=_once(company for present, company in posts.get(pk, ()) if present),
            former=_once(company for present, company in posts.get(pk, ()) if not present),
        )
        for pk, kept, name, native_name, consent, emails, phones in _rows(_CONTACTS, wanted)
    }


def _once(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(values))


def _rows(query: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [list(ids)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _hanging(query: str, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for owner, *values in _rows(query, ids):
        found.setdefault(owner, []).append(tuple(values))
    return found
