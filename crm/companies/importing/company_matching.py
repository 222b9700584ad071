"""What a row of companies is, which company of the register it is, and what it adds. Pure."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from crm.core.text import fold
from crm.imports.registries import Asked, Option, Problem, Values
from crm.imports.wording import Said

from ..duplicates.comparing import companies_alike
from ..duplicates.contents import CompanyContent
from ..duplicates.hosts import website_host
from ..enums import CompanyKind, FoundBy, GlobalCompact, NameKind, RegistrationKind
from .lookup import COMPARED, WITH_DEFAULT, Known, parts
from .places import Place
from .remarks import asked_before, described, perhaps

LEAVE_OUT, AS_NEW, SAME = "-", "new", "same"
DEFAULTS = {"kind": CompanyKind.COMPANY, "found_by": FoundBy.UNKNOWN, "global_compact": GlobalCompact.UNKNOWN}


@dataclass
class Draft:
    """A row as the register would have it."""

    name: str
    values: dict[str, Any]
    names: tuple[str, ...] = ()
    registrations: tuple[tuple[str, str, str], ...] = ()
    tags: tuple[str, ...] = ()


@dataclass
class Work:
    """From plan to apply: what to write, and on which company."""

    draft: Draft
    target: Known | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    registrations: tuple[tuple[str, str, str], ...] = ()
    tags: tuple[str, ...] = ()


def draft(values: Values) -> Draft:
    place: Place = values.get("location") or Place()
    country = values.get("country") or place.country
    fields = {name: values[name] for name in (*COMPARED, *WITH_DEFAULT) if values.get(name) not in (None, "")}
    for name, value in (
        ("country", country),
        ("city", values.get("city") or place.city),
        ("isic", values.get("industry") or values.get("sector")),
    ):
        if value:
            fields[name] = value
    numbers = []
    if values.get("registration"):
        numbers.append((RegistrationKind.NATIONAL, values["registration"], country or ""))
    if values.get("cik"):
        numbers.append((RegistrationKind.OTHER, f"CIK {str(values['cik']).lstrip('0')}", "US"))
    if values.get("symbol"):
        numbers.append((RegistrationKind.EXCHANGE, values["symbol"], "US" if values.get("cik") else ""))
    return Draft(
        name=str(values.get("name", "")),
        values=fields,
        names=tuple(n for n in values.get("other_names", ()) if n),
        registrations=tuple((str(k), n, c) for k, n, c in numbers),
        tags=tuple(values.get("tags", ())),
    )


def complete(row: Draft, target: Known) -> Work:
    """What the row adds: empty fields, other names, numbers, tags. Nothing that is there is overwritten."""
    changes = {
        name: value
        for name, value in row.values.items()
        if value not in (None, "")
        and target.values.get(name) in (None, "", DEFAULTS.get(name))
        and value != target.values.get(name)
    }
    held = {fold(n) for n in (target.legal_name, *target.names)}
    offered = (
        row.names
        if fold(row.name) in held or parts(row.name)[0] == parts(target.legal_name)[0]
        else (row.name, *row.names)
    )
    tags = {t.casefold() for t in target.tags}
    return Work(
        draft=row,
        target=target,
        changes=changes,
        names=tuple(n for n in offered if fold(n) not in held),
        registrations=tuple(r for r in row.registrations if r not in target.registrations),
        tags=tuple(t for t in row.tags if t.casefold() not in tags),
    )


def surely(row: Draft, other: Known) -> bool:
    """The same name in the same country (or both without one), unless the legal forms contradict each other."""
    return row.values.get("country", "") == other.country and _forms_agree(row, other)


def _forms_agree(row: Draft, other: Known) -> bool:
    base, form = parts(row.name)
    forms = other.forms(base)
    return not form or form in forms or "" in forms


def surely_another(row: Draft, other: Known) -> bool:
    """Same word, two countries that are both known: a namesake, unless the whole name agrees too."""
    here, there = row.values.get("country", ""), other.country
    whole = {fold(n) for n in (other.legal_name, *other.names)}
    return bool(here and there and here != there and fold(row.name) not in whole)


def content(row: Draft) -> CompanyContent:
    """The row as the search for duplicates compares it."""
    return CompanyContent(
        id=0,
        kept=True,
        legal_name=row.name,
        kind=str(row.values.get("kind") or CompanyKind.COMPANY),
        country=row.values.get("country", ""),
        lei=row.values.get("lei", ""),
        host=website_host(row.values.get("website", "")),
        names=tuple((NameKind.TRADING.value, name) for name in row.names),
        registrations=tuple((kind, country, number) for kind, number, country in row.registrations),
    )


def known_content(company: Known) -> CompanyContent:
    """The same of a company that is known, or planned."""
    return CompanyContent(
        id=company.pk or 0,
        kept=True,
        legal_name=company.legal_name,
        kind=str(company.values.get("kind") or CompanyKind.COMPANY),
        country=company.country,
        lei=company.values.get("lei") or "",
        host=website_host(company.values.get("website") or ""),
        names=tuple((NameKind.TRADING.value, name) for name in sorted(company.names)),
        registrations=tuple((kind, country, number) for kind, number, country in sorted(company.registrations)),
    )


def question(row: Draft, candidates: list[Known], asked: Asked | None) -> Problem:
    """Which of these it is; in what the first is like the row, where its name is another."""
    country, first = row.values.get("country", ""), candidates[0]
    same_name = parts(row.name)[0] in {parts(name)[0] for name in (first.legal_name, *first.names)}
    likeness = None if same_name else companies_alike(content(row), known_content(first))
    options = [
        Option(f"{SAME}{n if n > 1 else ''}", Said(gettext_noop("It is %(company)s"), {"company": described(c)}))
        for n, c in enumerate(candidates, 1)
    ]
    return Problem(
        "",
        "possible_duplicate",
        [*perhaps(first, likeness.reasons if likeness else ()), *asked_before(asked)],
        f"{row.name}, {country}" if country else row.name,
        (*options, Option(AS_NEW, gettext_lazy("It is another company: enter it"))),
        blocking=True,
    )


def without_answered(values: Values, problems: list[Problem]) -> list[Problem]:
    """A wide sector that is unclear does not matter where the narrower one was clear, and the other way round."""
    clear = {"sector", "industry"} & values.keys()
    if not clear:
        both = [p for p in problems if p.field in ("sector", "industry")]
        return [p for p in problems if p not in both[:-1]]
    return [p for p in problems if p.field not in ("sector", "industry")]


def alike(name: str, held: Any, value: Any) -> bool:
    if name == "isic":  # a division agrees with its section
        return str(held)[0] == str(value)[0]
    if name in ("description", "found_note", "found_by"):
        return True
    return fold(str(held)) == fold(str(value))
