"""Fields written in Python: Django renders two templates for each, and a form has twenty."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_FOLDER, _ERRORS = "django/forms/widgets/", "django/forms/errors/list/"
# The templates of Django that are nothing but its input.html.
_INPUTS = frozenset(
    f"{_FOLDER}{kind}.html"
    for kind in ("input", "text", "number", "email", "url", "tel", "search", "hidden", "password", "date", "datetime")
) | {f"{_FOLDER}checkbox.html", f"{_FOLDER}time.html", f"{_FOLDER}file.html"}


class WrittenFields(DjangoTemplates):
    """The same markup as Django's own; a test compares the two."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name in _INPUTS:
            return _input(context["widget"])
        if template_name == f"{_FOLDER}textarea.html":
            return _textarea(context["widget"])
        if template_name in _LISTS and not any(group for group, _options, _index in context["widget"]["optgroups"]):
            return _LISTS[template_name](context["widget"])
        if template_name.startswith(_ERRORS) and not context["errors"]:
            return _safe("")
        return _safe(super().render(template_name, context, request))


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{conditional_escape(str(widget["value"]))}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return _safe(f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>')


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    text = "" if not widget["value"] else conditional_escape(str(widget["value"]))
    return _safe(f'<textarea name="{conditional_escape(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>')


def _buttons(widget: Mapping[str, Any]) -> SafeString:
    """A choice by radio buttons or check boxes."""
    place = {name: value for name in ("id", "class") if (value := widget["attrs"].get(name))}
    inner = "".join(f"<div>{_button(option)}</div>" for option in _options(widget))
    return _safe(f"<div{''.join(_written(place))}>{inner}</div>")


def _button(option: Mapping[str, Any]) -> str:
    if not option.get("wrap_label"):
        return _input(option)
    place = option["attrs"].get("id")
    points = f' for="{conditional_escape(place)}"' if place else ""
    return f"<label{points}>{_input(option)} {conditional_escape(option['label'])}</label>"


def _select(widget: Mapping[str, Any]) -> SafeString:
    inner = "".join(
        f'<option value="{conditional_escape(str(option["value"]))}"{_attributes(option)}>'
        f"{conditional_escape(option['label'])}</option>"
        for option in _options(widget)
    )
    return _safe(f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>{inner}</select>')


def _options(widget: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for _group, options, _index in widget["optgroups"]:
        yield from options


_LISTS = {
    f"{_FOLDER}radio.html": _buttons,
    f"{_FOLDER}checkbox_select.html": _buttons,
    f"{_FOLDER}select.html": _select,
}


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(_written(widget["attrs"]))


def _written(attrs: Mapping[str, Any]) -> Iterator[str]:
    for name, value in attrs.items():
        if value is True:
            yield f" {conditional_escape(name)}"
        elif value is not False:
            yield f' {conditional_escape(name)}="{conditional_escape(str(value))}"'


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 (every part is escaped)
