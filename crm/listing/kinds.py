"""Columns that many tables have, so that each table says only what is its own: words, amounts, days, choices.

`path` is an ORM path: `office__name` is read from the row's office, and in a file by the same join. Other options are
those of `Column`.
"""

from functools import reduce
from typing import Any

from django.db.models import Choices
from django.utils.safestring import mark_safe

from crm.core.templatetags.concord import badge, day, number, usd

from .columns import Column

NOTHING = mark_safe('<span class="muted nothing">–</span>')


def words(key: str, label: Any, heading: str, *, path: str = "", **options: Any) -> Column:
    """Text as it stands; empty where something on the path is missing."""
    parts = (path or key).split("__")
    related = ("__".join(parts[:-1]),) if len(parts) > 1 else ()

    def cell(row: Any) -> Any:
        return reduce(lambda value, name: getattr(value, name, ""), parts, row)

    return Column(key, label, cell, heading, source="__".join(parts), related=related, **options)


def in_usd(key: str, label: Any, heading: str, *, on_phone: bool = False, **options: Any) -> Column:
    """An amount in whole dollars, sorted by."""
    return _sorted(key, label, lambda row: usd(getattr(row, key)), heading, on_phone, numeric=True, **options)


def count(key: str, label: Any, heading: str, *, path: str, on_phone: bool = False, **options: Any) -> Column:
    """How many there are of something, sorted by."""
    return _sorted(
        key, label, lambda row: number(getattr(row, path)), heading, on_phone, path=path, numeric=True, **options
    )


def share(key: str, label: Any, heading: str, *, cell: Any, **options: Any) -> Column:
    """Per cent, worded by `cell(value)`; a dash where there is none."""

    def shown(row: Any) -> Any:
        value = getattr(row, key)
        return NOTHING if value is None else cell(value)

    def rounded(value: Any) -> Any:
        return None if value is None else round(value, 2)

    return _sorted(key, label, shown, heading, True, numeric=True, nullable=True, export=rounded, **options)


def on_day(key: str, label: Any, heading: str, *, path: str = "", on_phone: bool = False, **options: Any) -> Column:
    """A day, sorted by."""
    name = path or key
    options.setdefault("sort", (name, "pk"))
    return Column(key, label, lambda row: day(getattr(row, name)), heading, source=name, on_phone=on_phone, **options)


def choice(key: str, label: Any, heading: str, choices: type[Choices], **options: Any) -> Column:
    """A value of a list of values, in the reader's language; in a file, too."""
    return Column(
        key,
        label,
        lambda row: getattr(row, f"get_{key}_display")(),
        heading,
        source=key,
        export=lambda code: str(choices(code).label),
        **options,
    )


def state(label: Any, choices: type[Choices]) -> Column:
    """The state of a row that has `state` and `state_tone`, as a badge."""
    return Column(
        "state",
        label,
        lambda row: badge(row.get_state_display(), row.state_tone),
        "State",
        source="state",
        export=lambda code: str(choices(code).label),
    )


def _sorted(key: str, label: Any, cell: Any, heading: str, on_phone: bool, *, path: str = "", **options: Any) -> Column:
    name = path or key
    return Column(
        key,
        label,
        cell,
        heading,
        source=name,
        sort=(name, "pk"),
        on_phone=on_phone,
        named_on_phone=on_phone,
        **options,
    )
