"""What of the register a row may be: looked up in bulk, and kept so that later rows match earlier ones."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from crm.core.names import upkeep
from crm.core.names.enums import Kind
from crm.core.names.normalise import normalise

from ..models import COMPANY_NAMES, Company, Registration

# By the index of names: what a name is without its legal form, in whatever script it is written.
_NAMED = "SELECT subject_id FROM companies_companysearchname WHERE live AND folded = ANY(%(names)s)"


def parts(name: str) -> tuple[str, str]:
    """The name as the name core folds it, without its legal form, and the form: ("acme", "limited")."""
    normal = normalise(name, Kind.ORGANISATION)
    return normal.folded, normal.legal_form


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
        self._survivors: dict[int, int] = {}

    def load(self, *, names: Iterable[str], leis: Iterable[str] = (), numbers: Iterable[str] = ()) -> None:
        while upkeep.fill_stale(COMPANY_NAMES):
            pass  # What raw SQL wrote a moment ago would not be found by name.
        bases = {parts(n)[0] for n in names} - self._loaded
        self._loaded |= bases
        merged: dict[str, int | None] = {}
        ids = _with_names([base for base in bases if base])
        if wanted := [lei for lei in leis if lei]:
            ids |= set(Company.objects.kept().filter(lei__in=wanted).values_list("pk", flat=True))
            merged = dict(Company.objects.merged().filter(lei__in=wanted).values_list("lei", "merged_into"))
            ids |= set(merged.values())
        if wanted := [n for n in numbers if n]:
            ids |= set(Registration.objects.filter(number__in=wanted).values_list("company_id", flat=True))
        self.read(ids)
        for lei, pk in merged.items():
            # Its own company may have it again, or its survivor may have kept another.
            if pk in self.by_pk:
                self._leis.setdefault(lei, self.by_pk[pk])

    def read(self, ids: Iterable[int]) -> None:
        """Fetch those of these companies that are not there yet."""
        if fresh := set(ids) - self.by_pk.keys():
            companies = Company.objects.kept().filter(pk__in=fresh).order_by("pk")
            for company in companies.prefetch_related("other_names", "registrations", "tags"):
                self.add(known(company))

    def read_survivors(self, ids: Iterable[int]) -> None:
        """The same for those that may have been merged since: each answers for itself, or its survivor does."""
        wanted = set(ids) - self._survivors.keys()
        merged = dict(Company.objects.merged().filter(pk__in=wanted).values_list("pk", "merged_into"))
        self._survivors |= {pk: merged.get(pk) or pk for pk in wanted}
        self.read(self._survivors[pk] for pk in wanted)

    def survivor(self, pk: int) -> Known | None:
        return self.by_pk.get(self._survivors.get(pk, pk))

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
    """One array instead of hundreds of parameters."""
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
