"""Lists of choices, written in Python: Django renders a template for each option, 250 of them for the countries."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


class _Written:
    def _render(self, _template_name: str, context: dict[str, Any], _renderer: Any = None) -> SafeString:
        widget = context["widget"]
        attrs = flatatt({"name": widget["name"], **widget["attrs"]})
        inner = "".join(_groups(widget["optgroups"]))
        return mark_safe(f"<select{attrs}>{inner}</select>")  # noqa: S308 (every part is escaped)


def _groups(optgroups: list[Any]) -> Iterator[str]:
    for name, options, _index in optgroups:
        if name:
            yield format_html('<optgroup label="{}">', name)
        for option in options:
            chosen = " selected" if option["selected"] else ""
            value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
            yield f'<option value="{value}"{chosen}>{label}</option>'
        if name:
            yield "</optgroup>"


class Choice(_Written, forms.Select):
    pass


class Choices(_Written, forms.SelectMultiple):
    pass
