"""Values of the trail in a reader's words: choices, names instead of keys, yes and no, dates."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from crm.core import locale

from .registries import notes, verbs

LONGEST = 600


def say_verb(key: str) -> str:
    """A verb that nobody worded still says that something was done."""
    return str(verbs.get(key) or _("Changed"))


def field_of(model: type[Model] | None, name: str) -> Any:
    """The model's field of that name, or None: deeds also note what is no field."""
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def label_of(field: Any, name: str) -> str:
    """Empty for what a deed notes for the record alone and no reader needs: a checksum, the address of a list."""
    record = f"{field.model._meta.label_lower}.{name}" if field is not None else name
    worded = notes.get(record)
    if worded is None:
        worded = getattr(field, "verbose_name", "") or notes.get(name) or name.replace("_", " ")
    return capfirst(str(worded))


class Words:
    """Collects what points to other records, reads their names at once, then words each value.

    `want` every value, then `resolve` (one query for each model), then `say`. What a deed noted as a name stays a name.
    """

    def __init__(self) -> None:
        self._wanted: dict[type[Model], set[Any]] = defaultdict(set)
        self._names: dict[tuple[type[Model], str], str] = {}

    def want(self, field: Any, value: Any) -> None:
        if _points(field) and isinstance(value, int | str):
            self._wanted[field.related_model].add(value)

    def resolve(self) -> None:
        for model, keys in self._wanted.items():
            numbers = {int(key) for key in keys if str(key).isdecimal()}
            for row in model._base_manager.filter(pk__in=numbers):
                self._names[model, str(row.pk)] = str(row)
        self._wanted.clear()

    def say(self, field: Any, value: Any) -> str:
        if value is None or value in ("", [], {}):
            return ""
        if _points(field) and isinstance(value, int | str):
            return self._names.get((field.related_model, str(value)), _("(no longer there)"))
        choices = dict(getattr(field, "flatchoices", None) or ())
        key = getattr(value, "code", value)
        if not isinstance(key, list | dict) and key in choices:
            return str(choices[key])
        return _plain(_typed(field, value))


def _points(field: Any) -> bool:
    return bool(field is not None and field.is_relation and field.related_model)


def _typed(field: Any, value: Any) -> Any:
    """A date that was kept as JSON is a date again."""
    if not isinstance(field, Field) or not isinstance(value, str):
        return value
    try:
        return field.to_python(value)
    except (ValidationError, ValueError):
        return value


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        here = timezone.localtime(value)
        return f"{locale.day(here.date(), locale.current())}, {here:%H:%M}"
    if isinstance(value, date):
        return locale.day(value, locale.current())
    if isinstance(value, dict):
        return ", ".join(f"{capfirst(str(key).replace('_', ' '))}: {_plain(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(each) for each in value)
    text = str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
