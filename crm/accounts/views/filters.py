"""The chips of a filter bar."""

from typing import Any

from django import forms


def chips(form: forms.Form) -> list[dict[str, Any]]:
    """What is filtered by, each with the key that takes it out."""
    form.is_valid()
    return [
        {"label": f"{form.fields[name].label}: {_words(form.fields[name], value)}", "key": name, "value": None}
        for name, value in form.cleaned_data.items()
        if value
    ]


def _words(field: forms.Field, value: Any) -> str:
    return str(dict(getattr(field, "choices", [])).get(value, value)) if isinstance(value, str) else str(value)
