"""A remark as it is kept: what is translated, and what is filled in. Each reader has it in their own language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise

from crm.core import countries, locale
from crm.core.registry import Registry

# Whoever keeps a remark has marked its words.
_translated = translation.gettext
# What a value is, and how it reads: a country by its code, a day. Apps add their own.
readings: Registry[Callable[[Any], str]] = Registry("readings of values in remarks")
readings.add("country", countries.label)
readings.add("day", lambda iso: locale.day(date.fromisoformat(iso), locale.current(), "long"))


@dataclass(frozen=True)
class Said:
    """`message` is marked for translation with `gettext_noop`; `values` fill its places."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return shown(kept(self))


@dataclass(frozen=True)
class Value:
    """Something that reads otherwise in each language; `reading` is a key of `readings`, `value` plain JSON."""

    reading: str
    value: Any


# One sentence, or several.
Remark = str | Promise | Said | Value | Sequence["Remark"]


def kept(remark: Any) -> Any:
    """As JSON. A lazy translation is kept as what is translated; plain text as it stands."""
    if isinstance(remark, Said):
        return {"message": remark.message, "values": {name: kept(value) for name, value in remark.values.items()}}
    if isinstance(remark, Value):
        return {"reading": remark.reading, "value": remark.value}
    if isinstance(remark, Promise):
        with translation.override(None):
            return {"message": str(remark), "values": {}}
    if isinstance(remark, list | tuple):
        return [kept(each) for each in remark]
    return str(remark)


def shown(remark: Any) -> str:
    """In the reader's language."""
    if isinstance(remark, list):
        return " ".join(filter(None, map(shown, remark)))
    if not isinstance(remark, dict):
        return str(remark)
    if "reading" in remark:
        return readings[remark["reading"]](remark["value"])
    text = _translated(remark["message"]) if remark["message"] else ""
    values = {name: shown(value) for name, value in remark["values"].items()}
    return text % values if values else text


def of_error(error: ValidationError) -> Any:
    """What a check says, each of its messages as it can be kept."""
    return [_of_one(each) for each in error.error_list]


def _of_one(error: ValidationError) -> Any:
    if isinstance(error.message, Promise) and not _counts(error.message):
        with translation.override(None):
            return Said(str(error.message), dict(error.params or {}))
    return " ".join(error.messages)


def _counts(message: Promise) -> bool:
    """Whether it has a plural, which is chosen only where the number is filled in: it reads as nothing until then."""
    with translation.override(None):
        return not str(message)
