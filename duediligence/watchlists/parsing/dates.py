"""Dates as lists write them: exact, to the month or the year, about a year, between two years."""

import re
from datetime import date

from .listed import distinct

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?$")
_WORDS = re.compile(r"^(?:(\d{1,2})[ .-])? ?([A-Za-z]{3})[a-z]*\.?[ -](\d{4})$")
_NUMBERS = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_ABOUT = re.compile(r"^(?:circa|approximately|approx\.?|about|ca?\.)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:between )?(.*\d{4})\s*(?:-|–|to|and)\s*(.*\d{4})$", re.IGNORECASE)
# "About 1966" is taken as from 1964 to 1968; a longer span tells nothing.
_AROUND = 2
_LONGEST = 15


def plain(text: str) -> str:
    """ "1960", "1960-05" or "1960-05-17"; empty where the text is no date."""
    text = " ".join(text.split())
    if found := _ISO.match(text):
        year, month, day = found.groups()
    elif found := _WORDS.match(text):
        day, word, year = found.groups()
        month = str(_MONTHS.get(word.lower(), "")) or None
        if month is None:
            return ""
    elif found := _NUMBERS.match(text):
        day, month, year = found.groups()
        if int(month) > 12:
            day, month = month, day
    else:
        return ""
    return _checked(int(year), int(month or 0), int(day or 0))


def _checked(year: int, month: int, day: int) -> str:
    """As much of it as can be: lists write 00 for what they do not know."""
    if not 1 <= month <= 12:
        return f"{year:04}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}"


def births(text: str) -> tuple[str, ...]:
    """All dates that a text stands for: "circa 1966" is several years. Empty where it tells nothing."""
    text = " ".join(text.split()).rstrip(".")
    if found := _ABOUT.match(text):
        inner = births(text[found.end() :])
        return about(int(inner[0][:4])) if inner else ()
    if one := plain(text):
        return (one,)
    if found := _BETWEEN.match(text):
        first, last = plain(found.group(1).strip()), plain(found.group(2).strip())
        return between(int(first[:4]), int(last[:4])) if first and last else ()
    return ()


def about(year: int) -> tuple[str, ...]:
    near = (year + step for distance in range(1, _AROUND + 1) for step in (-distance, distance))
    return tuple(f"{each:04}" for each in (year, *near))


def between(first: int, last: int) -> tuple[str, ...]:
    if not 0 <= last - first <= _LONGEST:
        return ()
    return distinct(f"{year:04}" for year in range(first, last + 1))


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(plain(text))
    except ValueError:
        return None
