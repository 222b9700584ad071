"""What of the register a row may be: looked up in bulk, and kept so that later rows match earlier ones."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

from django.db import connection

from crm.core.text import fold

from ..models import Company, Registration

# Endings that say under which law a company stands, not which company it is. As folded; only at the end of a name.
_FORMS = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "llc",
    "llp",
    "lp",
    "gmbh",
    "ag",
    "kg",
    "se",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "nv",
    "bv",
    "oy",
    "oyj",
    "ab",
    "as",
    "asa",
    "aps",
    "kk",
    "pte",
    "pty",
    "bhd",
    "sdn",
    "pjsc",
    "jsc",
    "ooo",
    "oao",
    "zao",
    "sae",
    "saoc",
    "cv",
    "sl",
    "slu",
    "lda",
    "ltda",
    "cia",
]
_SPACED = ("s a", "s p a", "s r l", "n v", "b v", "l l c", "p l c", "s a s", "s l", "a s", "k k", "a g")
_ENDINGS = tuple(sorted({*_FORMS, *_SPACED}, key=len, reverse=True))
_LONG = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}
# How the ending of a name in the register may read, for an exact look-up of all its spellings.
_SPELLED = (
    "",
    *_ENDINGS,
    *(
        " ".join(p)
        for p in product(("co", "company", "pte", "pty", "sdn", "private", "holdings"), ("ltd", "limited", "bhd"))
    ),
)


_NAMED = """
    SELECT id FROM companies_company WHERE binned_at IS NULL AND sort_name = ANY(%(names)s)
    UNION
    SELECT company_id FROM companies_companyname WHERE sort_name = ANY(%(names)s)
"""


@lru_cache(maxsize=20_000)
def parts(name: str) -> tuple[str, str]:
    """The folded name without its legal form, and the form: ("acme", "ltd")."""
    base, form = fold(name), ""
    found = True
    while found:
        found = False
        for ending in _ENDINGS:
            if base.endswith(f" {ending}"):
                base, form = base[: -len(ending) - 1], f"{_LONG.get(ending, ending).replace(' ', '')} {form}".strip()
                found = True
                break
    return base, form


def spellings(base: str) -> list[str]:
    return [f"{base} {ending}".strip() for ending in _SPELLED]


@dataclass
class Known:
    """A company as far as matching and completing need it; `pk` is None while it is only planned."""

    pk: int | None
    legal_name: str
    country: str
    values: dict[str, Any]
    names: set[str] = field(default_factory=set)
    registrations: set[tuple[str, str, str]] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    version: int = 1

    def forms(self, base: str) -> set[str]:
        return {form for name in (self.legal_name, *self.names) for b, form in [parts(name)] if b == base}


class Lookup:
    """An index by LEI, registration and base name; `load` fetches what is not there yet."""

    def __init__(self) -> None:
        self.by_pk: dict[int, Known] = {}
        self._all: list[Known] = []
        self._leis: dict[str, Known] = {}
        self._numbers: dict[tuple[str, str], list[Known]] = {}
        self._bases: dict[str, list[Known]] = {}
        self._loaded: set[str] = set()

    def load(self, *, names: Iterable[str], leis: Iterable[str] = (), numbers: Iterable[str] = ()) -> None:
        bases = {parts(n)[0] for n in names} - self._loaded
        self._loaded |= bases
        folded = [s for base in bases if base for s in spellings(base)]
        merged: dict[str, int | None] = {}
        ids = _with_names(folded) if folded else set()
        if wanted := [lei for lei in leis if lei]:
            ids |= set(Company.objects.kept().filter(lei__in=wanted).values_list("pk", flat=True))
            merged = dict(Company.objects.merged().filter(lei__in=wanted).values_list("lei", "merged_into"))
            ids |= set(merged.values())
        if wanted := [n for n in numbers if n]:
            ids |= set(Registration.objects.filter(number__in=wanted).values_list("company_id", flat=True))
        if fresh := ids - self.by_pk.keys():
            companies = Company.objects.kept().filter(pk__in=fresh).order_by("pk")
            for company in companies.prefetch_related("other_names", "registrations", "tags"):
                self.add(known(company))
        for lei, pk in merged.items():
            # Its own company may have it again, or its survivor may have kept another.
            if pk in self.by_pk:
                self._leis.setdefault(lei, self.by_pk[pk])

    def add(self, company: Known) -> None:
        if company.pk is not None:
            self.by_pk[company.pk] = company
        self._index(company)

    def _index(self, company: Known) -> None:
        if lei := company.values.get("lei"):
            self._leis.setdefault(lei, company)
        for kind, number, _country in company.registrations:
            _append(self._numbers, (kind, number), company)
        for name in (company.legal_name, *company.names):
            _append(self._bases, parts(name)[0], company)

    def refresh(self, company: Known) -> None:
        """After its names or numbers have grown."""
        self._index(company)

    def with_lei(self, lei: str) -> Known | None:
        return self._leis.get(lei) if lei else None

    def with_number(self, kind: str, number: str, country: str) -> list[Known]:
        return [c for c in self._numbers.get((kind, number), []) if (kind, number, country) in c.registrations]

    def named(self, name: str) -> list[Known]:
        return list(self._bases.get(parts(name)[0], []))


def _with_names(folded: list[str]) -> set[int]:
    """One array instead of thousands of parameters: a batch asks for some 20,000 spellings."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {"names": folded})
        return {row[0] for row in cursor.fetchall()}


def _append(index: dict[Any, list[Known]], key: Any, company: Known) -> None:
    held = index.setdefault(key, [])
    if not any(c is company for c in held):
        held.append(company)


COMPARED = ("country", "city", "isic", "size", "founded", "website", "lei", "description", "state_share", "found_note")
WITH_DEFAULT = ("kind", "found_by", "global_compact")


def code_of(country: Any) -> str:
    """Two letters, or nothing."""
    return country.code or ""


def known(company: Company) -> Known:
    values = {name: getattr(company, name) for name in (*COMPARED, *WITH_DEFAULT)}
    values["country"] = code_of(company.country)
    return Known(
        pk=company.pk,
        legal_name=company.legal_name,
        country=values["country"],
        values=values,
        names={n.name for n in company.other_names.all()},
        registrations={(r.kind, r.number, code_of(r.country)) for r in company.registrations.all()},
        tags={t.name for t in company.tags.all()},
        version=company.version,
    )
