"""Two versions of a company side by side, in the words of the form."""

from dataclasses import dataclass
from typing import Any

from django import forms

from .models import Company


@dataclass(frozen=True)
class Difference:
    """A field in which what is stored now differs from what the person sent."""

    label: Any
    stored: str
    sent: str


def differences(form: forms.ModelForm, current: Company) -> list[Difference]:
    found = []
    for name in form._meta.fields or ():
        field = form.fields[name]
        stored, sent = _words(field, getattr(current, name)), _words(field, form.cleaned_data.get(name))
        if stored != sent:
            found.append(Difference(field.label, stored, sent))
    return found


def _words(field: forms.Field, value: Any) -> str:
    """The value as a person reads it: the label of a choice, the name of a record."""
    if value in (None, ""):
        return ""
    plain = str(getattr(value, "code", value)) if not hasattr(value, "pk") else value
    for key, label in getattr(field, "choices", ()) if not hasattr(value, "pk") else ():
        inner = label if isinstance(label, list | tuple) else [(key, label)]
        for code, words in inner:
            if str(code) == plain:
                return str(words)
    return str(plain)
