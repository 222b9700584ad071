"""Dates as people write them. Day or month first is told from the whole column, else asked, never guessed."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal

from babel import Locale
from django.utils.translation import gettext_noop as _

from crm.core.text import fold

from .registries import Option, Unclear
from .wording import Said, Value

Order = Literal["day", "month", ""]
LANGUAGES = ("en", "fr", "es")
_NUMBERS = re.compile(r"^(\d{1,4})[./\-\s](\d{1,2})[./\-\s](\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$")
_WORD = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th|er)?\s+(?:de\s+)?)?([a-z]+)\s+(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?(?:de\s+|del\s+)?(\d{4})$"
)


def order_of(values: Iterable[str]) -> Order:
    """What the column proves: some number above 12 stands first, or second; both or neither proves nothing."""
    first = second = False
    for value in values:
        found = _NUMBERS.match(value.strip())
        if found and len(found[1]) <= 2:
            first |= int(found[1]) > 12
            second |= int(found[2]) > 12
    return "day" if first and not second else "month" if second and not first else ""


def read(text: str, order: Order) -> date:
    """Raises Unclear with the dates that it may be."""
    plain = text.strip()
    found = _NUMBERS.match(plain)
    possible = _of_numbers(found, order) if found else _of_words(fold(plain))
    if len(possible) == 1:
        return possible[0]
    detail = _("“%(text)s” may be two dates.") if possible else _("“%(text)s” is not a date.")
    raise Unclear("unclear_date", Said(detail, {"text": text}), [_option(d) for d in possible])


def _option(day: date) -> Option:
    return Option(day.isoformat(), Value("day", day.isoformat()))


def _of_numbers(found: re.Match[str], order: Order) -> list[date]:
    one, two, three = (int(found[n]) for n in (1, 2, 3))
    if len(found[1]) == 4:
        return _valid((one, two, three))
    year = three if len(found[3]) == 4 else 2000 + three if len(found[3]) == 2 else 0
    ways = {"day": (year, two, one), "month": (year, one, two)}
    wanted = [ways[order]] if order else list(ways.values())
    valid = list(dict.fromkeys(_valid(*wanted)))
    # A year of two digits is a guess; it is proposed.
    if len(found[3]) == 2 and len(valid) == 1:
        day = valid[0]
        raise Unclear(
            "unclear_date",
            Said(_("The year of “%(text)s” has two digits."), {"text": found[0]}),
            [_option(day)],
        )
    return valid


def _of_words(plain: str) -> list[date]:
    found = _WORD.match(plain)
    month = month_named(found[2]) if found else None
    if not found or not month or not (found[1] or found[3]):
        return []
    return _valid((int(found[4]), month, int(found[1] or found[3])))


def month_named(word: str) -> int | None:
    """Of a folded word in one of our languages, in full or short."""
    return _months().get(word)


def _valid(*ways: tuple[int, int, int]) -> list[date]:
    days = []
    for way in ways:
        try:
            days.append(date(*way))
        except ValueError:
            continue
    return days


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                names.setdefault(fold(name), number)
    return names
