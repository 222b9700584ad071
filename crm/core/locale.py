"""How dates, numbers and money read in each language. Cached, since a table asks for the same few over and over."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal
from django.utils.translation import get_language

# British order for English: 3/4 means two different days in the two halves of the organisation.
_LOCALES = {"en": "en_GB"}


def current() -> str:
    """The name of Babel's locale for the reader's language."""
    language = get_language() or "en"
    return _LOCALES.get(language, language.replace("-", "_"))


@lru_cache(maxsize=64)
def parsed(locale: str) -> Locale:
    return Locale.parse(locale)


@lru_cache(maxsize=8192)
def day(value: date, locale: str, width: str = "medium") -> str:
    return format_date(value, width, locale=parsed(locale))


@lru_cache(maxsize=2048)
def month(value: date, locale: str) -> str:
    """ "November 2026"."""
    return format_skeleton("yMMMM", value, locale=parsed(locale))


@lru_cache(maxsize=8192)
def figure(value: Decimal, locale: str) -> str:
    """With as many decimals as it has, up to the six of an exchange rate."""
    return format_decimal(value, format="#,##0.######", locale=parsed(locale))


@lru_cache(maxsize=8192)
def number(value: Decimal | int | float, locale: str) -> str:
    return format_decimal(value, format="#,##0.##", locale=parsed(locale))


@lru_cache(maxsize=8192)
def money(amount: Decimal | int | float, currency: str, locale: str, short: bool = False) -> str:
    """The amount with its ISO code: a bare $ says nothing in an organisation of many dollars."""
    if short:
        figure = format_compact_decimal(amount, locale=parsed(locale), fraction_digits=1)
    else:
        whole = amount == int(amount)
        figure = format_decimal(amount, format="#,##0" if whole else "#,##0.00", locale=parsed(locale))
    if not currency:
        return figure
    return f"{currency}\u00a0{figure}" if locale.startswith("en") else f"{figure}\u00a0{currency}"
