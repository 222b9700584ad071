"""The tables of all apps. The machinery of this app finds them here by their key."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.core.extension_points import everybody
from crm.core.registry import Registry
from crm.core.verdict import ALLOWED, Verdict

from .columns import Column

CHANGE_SELECTED, CHANGE_ALL = _("Change selected"), _("Change all")


@dataclass(frozen=True)
class RowChange:
    """One row of a change of many: what stood there, what stands there now, and the version that it has now."""

    id: int
    label: str
    before: dict[str, Any]
    after: dict[str, Any]
    version: int

    def kept(self) -> dict[str, Any]:
        """What undoing needs to know."""
        return {"label": self.label, "before": self.before, "after": self.after, "version": self.version}


@dataclass(frozen=True)
class Kept:
    """A row that was left as it is, and why."""

    id: int
    label: str
    reason: Any


@dataclass(frozen=True)
class Outcome:
    changed: Sequence[RowChange] = ()
    kept: Sequence[Kept] = ()


@dataclass(frozen=True)
class BulkEditing:
    """How many rows are changed at once.

    `form(user)` is a form class whose fields are the changes, all optional: what is left empty stays as it is;
    `changes(cleaned_data)` brings the answer into a JSON-ready dictionary and `words(changes)` says it to a person.
    `preview`, `apply` and `undo` are services: the first two take (ids, changes, by), the last one the rows that
    `apply` reported, as {id: {"before", "after", "version"}}; each answers an Outcome. The two labels stand on the
    buttons above the list.
    """

    form: type[forms.Form]
    changes: Callable[[dict[str, Any]], dict[str, Any]]
    words: Callable[[dict[str, Any]], Sequence[tuple[Any, Any]]]
    preview: Callable[..., Outcome]
    apply: Callable[..., Outcome]
    undo: Callable[..., Outcome]
    may: Callable[[Any], Verdict] = lambda _user: ALLOWED
    of_selected: Any = CHANGE_SELECTED
    of_all: Any = CHANGE_ALL


@dataclass(frozen=True)
class Table:
    """A list of one kind of record. `rows(user)` starts at `visible_to(user)`; `row_label(row)` names one aloud."""

    key: str
    title: Any
    url_name: str
    rows: Callable[[Any], QuerySet]
    filters: type[django_filters.FilterSet]
    columns: Callable[[], Iterable[Column]]
    default_sort: str
    empty_title: Any
    empty_text: Any
    icon: str = "list"
    main_filters: tuple[str, ...] = ()
    bulk: BulkEditing | None = None
    shown_to: Callable[[Any], bool] = field(default=everybody)

    @property
    def url(self) -> str:
        return reverse(self.url_name)


tables: Registry[Table] = Registry("tables")
