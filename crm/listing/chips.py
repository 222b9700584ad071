"""The filters in force, in words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Model

from crm.core import locale

# What the chip component reads.
Chip = dict[str, Any]


def chips_of(filterset: django_filters.FilterSet) -> list[Chip]:
    form = filterset.form
    if not form.is_bound:
        return []
    form.is_valid()
    return [
        {"label": f"{form.fields[name].label}: {words}" if words else form.fields[name].label, "key": key, "value": raw}
        for name, value in form.cleaned_data.items()
        for key, words, raw in _parts(name, form.fields[name], value)
    ]


def _parts(name: str, field: forms.Field, value: Any) -> Iterator[tuple[str, str, str | None]]:
    if value in (None, "", False) or (hasattr(value, "__len__") and len(value) == 0):
        return
    if isinstance(value, slice):
        for key, edge, sign in ((f"{name}_min", value.start, "≥"), (f"{name}_max", value.stop, "≤")):
            if edge is not None:
                yield key, f"{sign} {_words(field, edge)}", None
    elif value is True:
        yield name, "", None
    elif isinstance(value, list | tuple) or (hasattr(value, "model") and not isinstance(value, Model)):
        for each in value:
            yield name, _words(field, each), str(getattr(each, "pk", each))
    else:
        yield name, _words(field, value), None


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, date):
        return locale.day(value, locale.current())
    choices = getattr(field, "choices", None)
    if isinstance(value, Model) or choices is None:
        return str(value)
    return str(dict(_flat(choices)).get(value, value))


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
