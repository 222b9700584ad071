"""Bringing what people type about a person into the one form that is stored. Pure; problems raise ValidationError."""

from collections.abc import Callable, Iterable
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from .cleaning import line, paragraphs


def email(text: Any) -> str:
    """The host in lower case; what stands before the @ is the host's own business."""
    address = line(text).replace(" ", "")
    try:
        validate_email(address)
    except ValidationError as problem:
        raise ValidationError(
            _("“%(address)s” is not an e-mail address. It looks like name@example.org."),
            code="email",
            params={"address": address},
        ) from problem
    name, _at, host = address.rpartition("@")
    return f"{name}@{host.lower()}"


def phone(text: Any, *, region: str = "") -> str:
    """In international form; without a country code the number is read as one of `region` (a country's two letters)."""
    number = line(text)
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException as problem:
        raise _no_number(number) from problem
    if not phonenumbers.is_possible_number(parsed):
        raise _no_number(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _no_number(number: str) -> ValidationError:
    return ValidationError(
        _("“%(number)s” is not a telephone number. Write it with its country code, for instance +254 20 1234567."),
        code="phone",
        params={"number": number},
    )


def language(code: Any) -> str:
    plain = line(code).lower().replace("_", "-")
    if plain and not all(part.isalnum() and len(part) <= 8 for part in plain.split("-")):
        raise ValidationError(_("Use the language's code, for instance en, fr or es."), code="language")
    return plain[:10]


def _each(values: Iterable[Any], clean: Callable[[Any], str]) -> list[str]:
    """Each cleaned, once, in the order given; all problems at once."""
    found: dict[str, str] = {}
    problems: list[ValidationError] = []
    for value in values:
        if not line(value):
            continue
        try:
            kept = clean(value)
        except ValidationError as problem:
            problems.append(problem)
        else:
            found.setdefault(kept.casefold(), kept)
    if problems:
        raise ValidationError(problems)
    return list(found.values())


def normalised(values: dict[str, Any], *, region: str = "") -> dict[str, Any]:
    """All of `values` as they are stored. Raises one ValidationError that names every field at fault."""
    cleaners: dict[str, Callable[[Any], Any]] = {
        "name": line,
        "native_name": line,
        "do_not_contact_reason": line,
        "notes": paragraphs,
        "language": language,
        "emails": lambda given: _each(given, email),
        "phones": lambda given: _each(given, lambda each: phone(each, region=region)),
    }
    clean: dict[str, Any] = {}
    problems: dict[str, ValidationError] = {}
    for name, value in values.items():
        try:
            clean[name] = cleaners.get(name, lambda v: v)(value)
        except ValidationError as problem:
            problems[name] = problem
    if problems:
        raise ValidationError(problems)
    return clean
