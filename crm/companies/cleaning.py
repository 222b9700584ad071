"""Bringing what people type about a company into the one form that is stored. Pure; problems raise ValidationError."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from . import isic

_LINE = re.compile(r"\s+")
_is_web_address = URLValidator(schemes=["http", "https"])


def line(text: Any) -> str:
    """One line of text: composed, without control characters, single spaces, trimmed."""
    composed = unicodedata.normalize("NFC", str(text or ""))
    spaced = _LINE.sub(" ", composed)
    return "".join(c for c in spaced if unicodedata.category(c) != "Cc").strip()


def paragraphs(text: Any) -> str:
    """Text of several lines: line ends alike, no other control characters, trimmed."""
    composed = unicodedata.normalize("NFC", str(text or "")).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def lei(text: Any) -> str:
    """ISO 17442: 18 letters or digits and two check digits by ISO 7064 (mod 97-10)."""
    code = line(text).upper().replace(" ", "").replace("-", "")
    if not code:
        return ""
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", code):
        raise ValidationError(_("An LEI has 20 characters: 18 letters or digits, then two digits."), code="lei_form")
    if int("".join(str(int(c, 36)) for c in code)) % 97 != 1:
        raise ValidationError(
            _("This LEI has a typing mistake: its two check digits do not fit. Compare it with the register."),
            code="lei_checksum",
        )
    return code


def website(text: Any) -> str:
    """With its scheme, the host in lower case, no lonely slash at the end."""
    address = line(text).replace(" ", "")
    if not address:
        return ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        tidy = urlunsplit(
            (
                parts.scheme.lower(),
                parts.netloc.lower(),
                "" if parts.path == "/" else parts.path,
                parts.query,
                parts.fragment,
            )
        )
        _is_web_address(tidy)
    except ValueError as problem:
        raise _no_address() from problem
    except ValidationError as problem:
        raise _no_address() from problem
    return tidy


def _no_address() -> ValidationError:
    return ValidationError(_("This is not a web address. It looks like www.example.org."), code="website")


def country_code(value: Any) -> str:
    """The two letters of what a country field holds."""
    return str(getattr(value, "code", value) or "")


def country(code: Any) -> str:
    plain = line(country_code(code)).upper()
    if plain and plain not in countries:
        raise ValidationError(_("There is no country with this code. Use its two letters (ISO 3166)."), code="country")
    return plain


def sector(code: Any) -> str:
    plain = line(code)
    if not plain:
        return ""
    known = isic.normalise(plain)
    if known is None:
        raise ValidationError(
            _("There is no such section or division in ISIC Rev. 4. Examples: C, C10, 10."), code="isic"
        )
    return known


def founded(year: Any, *, this_year: int) -> int | None:
    if year in (None, ""):
        return None
    try:
        number = int(line(year))
    except ValueError as problem:
        raise ValidationError(_("Write the year with four digits."), code="founded") from problem
    if number > this_year:
        raise ValidationError(_("The year of founding lies in the future."), code="founded_future")
    return number


def share(value: Any) -> Decimal | None:
    """A percentage with at most two decimals."""
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation as problem:
        raise ValidationError(_("Write a number between 0 and 100."), code="state_share") from problem


_CLEANERS: dict[str, Callable[[Any], Any]] = {
    "legal_name": line,
    "status_reason": line,
    "city": line,
    "found_note": line,
    "description": paragraphs,
    "country": country,
    "isic": sector,
    "website": website,
    "lei": lei,
    "state_share": share,
}


def normalised(values: dict[str, Any], *, this_year: int) -> dict[str, Any]:
    """All of `values` as they are stored. Raises one ValidationError that names every field at fault."""
    clean: dict[str, Any] = {}
    problems: dict[str, ValidationError] = {}
    for name, value in values.items():
        try:
            if name == "founded":
                clean[name] = founded(value, this_year=this_year)
            else:
                clean[name] = _CLEANERS.get(name, lambda v: v)(value)
        except ValidationError as problem:
            problems[name] = problem
    if problems:
        raise ValidationError(problems)
    return clean
