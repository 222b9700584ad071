"""Lists of choices, written in Python: Django renders a template for each option, 250 of them for the countries."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe


class _Written:
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Without the dictionary that Django makes of every option before it is rendered."""
        widget: Any = self
        own = widget.build_attrs(widget.attrs, {"name": name, **(attrs or {})})
        if widget.allow_multiple_selected:
            own["multiple"] = True
        inner = "".join(_options(_pairs(widget.choices), set(widget.format_value(value))))
        return mark_safe(f"<select{flatatt(own)}>{inner}</select>")  # noqa: S308 (every part is escaped)


def _pairs(choices: Any) -> Iterable[tuple[Any, Any]]:
    """Rows are read by a plain query: Django opens a cursor on the server even for a handful."""
    rows = getattr(choices, "queryset", None)
    if rows is None or getattr(choices.field, "null_label", None):
        yield from choices
        return
    if choices.field.empty_label is not None:
        yield "", choices.field.empty_label
    for row in rows.all():
        yield choices.choice(row)


def _options(pairs: Iterable[tuple[Any, Any]], chosen: set[str]) -> Iterator[str]:
    for value, label in pairs:
        if isinstance(label, list | tuple):
            yield f'<optgroup label="{conditional_escape(value)}">'
            yield from _options(label, chosen)
            yield "</optgroup>"
        else:
            text = "" if value is None else str(value)
            yield _option(text, str(label), text in chosen)


@lru_cache(maxsize=2048)
def _option(value: str, label: str, chosen: bool) -> str:
    """Kept, since the same countries and sectors stand on page after page."""
    return f'<option value="{escape(value)}"{" selected" if chosen else ""}>{escape(label)}</option>'


class Choice(_Written, forms.Select):
    pass


class Choices(_Written, forms.SelectMultiple):
    pass
