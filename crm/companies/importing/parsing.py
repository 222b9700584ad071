"""Cells of a company row into values, or a question."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _
from django_countries import countries as iso

from crm.core import clock, countries
from crm.core.text import fold
from crm.imports.registries import Option, Unclear
from crm.imports.wording import Said, Value

from .. import cleaning, isic
from . import places, sectors

# A class of shares is listed apart, the company is the same.
_SHARE_CLASS = re.compile(r"\s*\((?:class|series)\s+\w\)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_LIST = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True)
class Hints:
    """What the columns say as a whole: how many US states end the places."""

    states: int = 0


def hints(columns: Mapping[str, set[str]]) -> Hints:
    return Hints(states=places.states_in(columns.get("location", ())))


def name(text: str, _hints: Hints) -> str:
    return cleaning.line(_SHARE_CLASS.sub("", text))


def country(text: str, _hints: Any) -> str:
    code = countries.find(text)
    if code:
        return code
    raise Unclear(
        "unknown_country",
        Said(_("“%(text)s” is not one country."), {"text": text}),
        [Option(c, Value("country", c)) for c in countries.suggest(text)],
        any_value=True,
    )


def location(text: str, found: Hints | None) -> Any:
    return places.read(text, found.states if found else 0)


def sector(text: str, _hints: Any) -> str:
    code = sectors.certain(text)
    if code:
        return code
    perhaps = sectors.perhaps(text)
    detail = _("“%(text)s” covers several sectors of ISIC.") if perhaps else _("“%(text)s” names no sector of ISIC.")
    raise Unclear(
        "unknown_sector",
        Said(detail, {"text": text}),
        [Option(c, (c, isic.TITLES[c])) for c in perhaps],
        any_value=True,
    )


def founded(text: str, _hints: Any) -> int:
    plain = text.strip()
    if plain.isdigit() and len(plain) == 4:
        return cleaning.founded(plain, this_year=clock.today().year) or 0
    years = dict.fromkeys(_YEAR.findall(plain))
    raise Unclear(
        "unclear_year",
        Said(_("“%(text)s” is not one year."), {"text": text}),
        [Option(year, year) for year in years],
    )


def website(text: str, _hints: Any) -> str:
    return cleaning.website(text)


def lei(text: str, _hints: Any) -> str:
    return cleaning.lei(text)


def share(text: str, _hints: Any) -> Any:
    return cleaning.share(text.replace("%", "").replace(",", ".").strip())


def number(text: str, _hints: Any) -> str:
    return cleaning.line(text)[:60]


def several(text: str, _hints: Any) -> tuple[str, ...]:
    return tuple(filter(None, (cleaning.line(part) for part in _LIST.split(text))))


def paragraphs(text: str, _hints: Any) -> str:
    return cleaning.paragraphs(text)


def choice_of(choices: Any, aliases: Mapping[str, str] | None = None) -> Any:
    """A reader for one of an enumeration: its value, its label in the reader's language, or an alias."""

    def read(text: str, _hints: Any) -> str:
        plain = fold(text)
        for value, label in choices.choices:
            if plain in (fold(value), fold(str(label)), fold(str(label).partition("(")[0])):
                return str(value)
        if aliases and plain in aliases:
            return aliases[plain]
        raise Unclear(
            "unknown_choice",
            Said(_("“%(text)s” is none of the choices."), {"text": text}),
            [Option(str(value), label) for value, label in choices.choices],
        )

    return read


def sector_choices() -> list[tuple[str, Any]]:
    return [(code, f"{code} {title}") for code, title in isic.SECTIONS.items()]


def country_codes(values: Iterable[str]) -> list[str]:
    return [v for v in values if v in iso]
