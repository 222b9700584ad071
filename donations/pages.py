"""What the pages of all parts of donations share: forms sent to a service, and buttons."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from crm.accounts.requests import SignedInRequest
from crm.core.errors import Conflict
from crm.core.forms import submit

T = TypeVar("T")


def send(form: forms.Form, deed: Callable[[dict[str, Any]], T], names: Mapping[str, str] | None = None) -> T | None:
    """As `crm.core.forms.submit`; what a service calls otherwise stands at the form's field, by `names`."""

    def under_our_names(said: dict[str, Any]) -> T:
        try:
            return deed(said)
        except ValidationError as refusal:
            if not hasattr(refusal, "error_dict"):
                raise
            named = {(names or {}).get(name, name): errors for name, errors in refusal.error_dict.items()}
            raise ValidationError(named) from refusal

    return submit(form, under_our_names)


def seen(request: SignedInRequest) -> int | None:
    """The version that a button's form carries."""
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def press(request: SignedInRequest, deed: Callable[[], Any], done: str, to: str, pk: int) -> HttpResponse:
    """A button: the deed, or the sentence why not."""
    try:
        deed()
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, done)
    return redirect(to, pk=pk)
