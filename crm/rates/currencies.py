"""The currencies of the world by their ISO codes, as Babel knows them."""

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from crm.core import locale
from crm.core.text import fold

LANGUAGES = ("en", "fr", "es")


@lru_cache(maxsize=1)
def current() -> frozenset[str]:
    """What is legal tender somewhere today."""
    return frozenset(code for code, until in _tenders() if until is None)


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """What was legal tender somewhere in this century: old months keep their rates."""
    return frozenset(code for code, until in _tenders() if until is None or until[0] >= 2000)


def _tenders() -> Iterator[tuple[str, tuple[int, int, int] | None]]:
    for rows in get_global("territory_currencies").values():
        yield from ((code, until) for code, _since, until, tender in rows if tender)


def label(code: str) -> str:
    """ "EUR Euro", in the reader's language."""
    name = locale.parsed(locale.current()).currencies.get(code, "")
    return f"{code} {name}".strip()


def choices() -> list[tuple[str, str]]:
    return [(code, label(code)) for code in sorted(current())]


def find(text: str) -> str:
    """The code that somebody means by a code or by a name in one of our languages; "" for none."""
    plain = text.strip().upper()
    return plain if plain in known() else _by_name().get(fold(text), "")


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).currencies.items():
            if code in current():
                names.setdefault(fold(name), set()).add(code)
    return {name: codes.pop() for name, codes in names.items() if len(codes) == 1}
