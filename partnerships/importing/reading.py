"""Cells of a row of engagements into values, or a question; what one cell leaves open its whole column may tell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_noop as _

from crm.companies import cleaning
from crm.companies.importing.offices import OfficeFinder
from crm.core import countries
from crm.core.text import fold
from crm.imports import dates
from crm.imports.registries import Option, Unclear, words
from crm.imports.wording import Said, Value
from crm.rates import currencies, figures

from ..enums import Goal
from . import amounts
from .amounts import Amount

DAYS = ("starts_on", "ends_on", "signed_on", "pledged_on", "received_on")
AMOUNTS = ("pledged", "received", "expected_usd")
_LIST = re.compile(r"\s*[;|\n]\s*")
_FINER = re.compile(r"\s*(?:[;|\n,/]|\s(?:and|et|y|e|&)\s)\s*")
_YEAR = re.compile(r"^(19|20)\d\d$")
_GOALS = re.compile(r"^\W*(?:(?:sdgs?|odd|ods|goals?|objectifs?|objetivos?|n[o°]?)\W*)?(\d{1,2})\b(?![.,]\d)")
_YES = frozenset(words("yes, y, oui, o, si, s, true, 1, x"))
_NO = frozenset(words("no, n, non, false, 0"))


@dataclass(frozen=True)
class Hints:
    """What the columns prove: the order of days and months, the sign of decimals; and our offices."""

    order: dates.Order
    signs: Mapping[str, str]
    offices: OfficeFinder


def hints(columns: Mapping[str, set[str]]) -> Hints:
    written = {name: [amounts.figure_of(text) for text in columns.get(name, ())] for name in AMOUNTS}
    signs = {name: figures.decimal_sign(texts) for name, texts in written.items()}
    days = {day for name in DAYS for day in columns.get(name, ())}
    return Hints(dates.order_of(days), signs, OfficeFinder())


def names(text: str, _hints: Any) -> tuple[str, ...]:
    """Several companies in one cell stand on lines of their own, or between ";" or "|"; a comma is part of a name."""
    return tuple(dict.fromkeys(filter(None, (cleaning.line(part) for part in _LIST.split(text)))))


def office(text: str, found: Hints) -> int:
    return found.offices.one(text)


def offices(text: str, found: Hints) -> tuple[int, ...]:
    return found.offices.several(filter(None, _LIST.split(text)))


def country_codes(text: str, _hints: Any) -> tuple[str, ...]:
    """ "Korea, Rep." is one country, "Kenya, Chad and Mali" are three."""
    found: dict[str, None] = {}
    for part in filter(None, _LIST.split(text.strip())):
        whole = countries.find(part)
        for name in [part] if whole else _FINER.split(part):
            code = whole or countries.find(name)
            if not code:
                # A proposed mend takes the place of the whole cell.
                likely = countries.suggest(name) if name == text.strip() else []
                options = [Option(each, Value("country", each)) for each in likely]
                raise Unclear("unknown_country", Said(_("“%(text)s” is not one country."), {"text": name}), options)
            found[code] = None
    return tuple(found)


def goals(text: str, _hints: Any) -> tuple[int, ...]:
    """ "3; 8", "SDG 3, SDG 8", "ODD 5", or the goals' names, which have commas of their own."""
    parts = filter(None, _LIST.split(text.strip()))
    named = [one for part in parts for one in ([part] if fold(part) in _goal_names() else part.split(","))]
    found = {name.strip(): _goal(name) for name in named if name.strip()}
    if unknown := next((name for name, goal in found.items() if goal is None), None):
        detail = Said(_("“%(text)s” is none of the 17 Sustainable Development Goals."), {"text": unknown})
        raise Unclear("unknown_goal", detail)
    return tuple(dict.fromkeys(goal for goal in found.values() if goal))


def _goal(text: str) -> int | None:
    if number := _goal_names().get(fold(text)):
        return number
    said = _GOALS.match(text.casefold())
    return int(said[1]) if said and int(said[1]) in Goal.values else None


@lru_cache(maxsize=1)
def _goal_names() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in dates.LANGUAGES:
        with translation.override(language):
            for value, label in Goal.choices:
                found |= {fold(str(label)): value, fold(str(label).partition(" ")[2]): value}
    return found


def day(text: str, found: Hints) -> date:
    """A bare year is asked about: its first day or its last."""
    if _YEAR.match(text.strip()):
        ways = (date(int(text), 1, 1), date(int(text), 12, 31))
        options = [Option(way.isoformat(), Value("day", way.isoformat())) for way in ways]
        raise Unclear("unclear_date", Said(_("“%(text)s” is a year: give a day."), {"text": text}), options)
    return dates.read(text, found.order)


def amount(name: str) -> Callable[[str, Hints], Amount]:
    return lambda text, found: amounts.read(text, found.signs.get(name, ""))


def usd(text: str, found: Hints) -> Decimal:
    """Raises Unclear for an amount in another currency."""
    read = amounts.read(text, found.signs.get("expected_usd", ""))
    if read.currency not in ("", "USD"):
        detail = Said(_("“%(text)s”: give what is expected in US dollars."), {"text": text})
        raise Unclear("not_usd", detail)
    return read.figure


def currency(text: str, _hints: Any) -> str:
    if code := currencies.find(text):
        return code
    detail = Said(_("“%(text)s” is no currency. Use its three letters, for instance EUR."), {"text": text})
    raise Unclear("unknown_currency", detail, any_value=True)


def yes(text: str, _hints: Any) -> bool:
    plain = fold(text)
    if plain in _YES or plain in _NO:
        return plain in _YES
    options = [Option("yes", Said(_("Yes"))), Option("no", Said(_("No")))]
    raise Unclear("unclear_yes", Said(_("“%(text)s” is neither yes nor no."), {"text": text}), options)
