"""Form widgets for choices that are too many for a list."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _


def combobox_attrs() -> dict[str, str]:
    """What static/js/combobox.js says, in the reader's language."""
    return {
        "data-combobox": "",
        "data-none": _("Nothing found. Try fewer letters."),
        "data-found": _("{n} found"),
        "data-remove": _("Remove {name}"),
        "data-type": _("Type to search"),
        "data-failed": _("The search does not answer. Try again."),
    }


class _TypeAhead:
    """Renders only the options that are chosen; the script asks `url_name` for others (JSON: id, name, hint)."""

    choices: Any

    def __init__(self, url_name: str, attrs: dict[str, Any] | None = None, placeholder: str = "") -> None:
        super().__init__(attrs)  # type: ignore[call-arg]
        self.url_name = url_name
        self.placeholder = placeholder

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)  # type: ignore[misc]
        attrs |= combobox_attrs() | {"data-url": reverse(self.url_name)}
        if self.placeholder:
            attrs["data-placeholder"] = self.placeholder
        return attrs

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        options = [
            self.create_option(name, key, label, True, index, attrs=attrs)  # type: ignore[attr-defined]
            for index, (key, label) in enumerate(self._chosen([each for each in value if each]))
        ]
        if not options and not self.allow_multiple_selected:  # type: ignore[attr-defined]
            options = [self.create_option(name, "", "", True, 0, attrs=attrs)]  # type: ignore[attr-defined]
        return [(None, options, 0)]

    def _chosen(self, values: list[str]) -> Iterator[tuple[Any, str]]:
        queryset = getattr(self.choices, "queryset", None)
        if queryset is None:
            yield from ((key, label) for key, label in self.choices if str(key) in values)
            return
        if not values:
            return
        field = self.choices.field
        key = field.to_field_name or "pk"
        try:
            rows = list(queryset.filter(**{f"{key}__in": values}))
        except (TypeError, ValueError):  # what somebody typed into the address; the field refuses it in words
            return
        for row in rows:
            yield self.choices.choice(row)


class TypeAhead(_TypeAhead, forms.Select):
    pass


class TypeAheadMultiple(_TypeAhead, forms.SelectMultiple):
    pass


class DateInput(forms.DateInput):
    """The browser's own date picker, which wants ISO."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
