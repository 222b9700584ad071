"""What the forms of pages share: a refusal becomes the form's own error, a stale save shows both versions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from .errors import Conflict, Stale

T = TypeVar("T")


class VersionField(forms.IntegerField):
    """The version that the person saw, carried by the form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **options)


@dataclass(frozen=True)
class Difference:
    """A field that is saved otherwise than it was typed."""

    label: Any
    saved: str
    typed: str


def submit(
    form: forms.Form, deed: Callable[[dict[str, Any]], T], *, names: Mapping[str, str] | None = None
) -> T | None:
    """`deed(cleaned_data)`, or None with the reason in the form's errors. Forbidden goes through, to its page.

    What a service calls otherwise than the form stands at the form's field, by `names`.
    """
    if not form.is_valid():
        return None
    try:
        return deed(form.cleaned_data)
    except ValidationError as refusal:
        _add(form, refusal, names or {})
    except Stale as refusal:
        form.add_error(None, str(refusal.reason))
        _show_both(form, refusal.current)
    except Conflict as refusal:
        form.add_error(None, str(refusal.reason))
    return None


def _add(form: forms.Form, refusal: ValidationError, names: Mapping[str, str]) -> None:
    """Errors of fields that the form does not have stand above it."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for told, errors in refusal.error_dict.items():
        name = names.get(told, told)
        form.add_error(name if name in form.fields else None, errors)


def _show_both(form: forms.Form, current: Any) -> None:
    """What is saved now beside what was typed; saving again is then a choice, made with open eyes."""
    differences = []
    for bound in form:
        if bound.is_hidden or not hasattr(current, bound.name):
            continue
        saved = _words(bound.field, getattr(current, bound.name))
        typed = _words(bound.field, form.cleaned_data.get(bound.name))
        if saved != typed:
            differences.append(Difference(bound.label, saved, typed))
    form.differences = differences  # type: ignore[attr-defined]
    if "version" in form.fields:
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data[form.add_prefix("version")] = current.version
        form.data = data


def _words(field: forms.Field, value: Any) -> str:
    several = value.all() if hasattr(value, "all") else value
    if isinstance(several, list | tuple | QuerySet):
        return ", ".join(sorted(_words(field, each) for each in several))
    if hasattr(value, "pk"):
        return str(value)
    value = getattr(value, "code", value)
    for key, label in getattr(field, "choices", []):
        if str(key) == str(value):
            return str(label)
    return "" if value is None else str(value)
