"""What the pages that set something have in common: first look at what it would touch, then set it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.accounts.requests import SignedInRequest
from crm.core.forms import submit

from ..services.looking import look
from ..touched import Touch


@dataclass(frozen=True)
class Change:
    """`deed` sets what was typed, `touches` says of what it made what it would touch, `url` is where it then stands."""

    form: forms.Form
    deed: Callable[[], Any]
    touches: Callable[[Any], Touch]
    url: Callable[[Any], str]
    also: tuple[Any, ...] = ()

    @property
    def seal(self) -> str:
        """Of all that was typed: what is set is what was looked at."""
        said = [self.form.cleaned_data, *(part.cleaned_data for part in self.also)]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def handle(request: SignedInRequest, change: Change) -> HttpResponse | dict[str, Any]:
    """The way on once it is set; until then what the page shows beside the form."""
    if request.method != "POST" or not all(part.is_valid() for part in change.also):
        return {}
    if not change.form.is_valid():
        return {}
    looked = request.POST.get("looked", "")
    if request.POST.get("step") == "set" and looked == change.seal:
        made = submit(change.form, lambda _data: change.deed())
        if made is None:
            return {}
        messages.success(request, _("Set. Everybody can read it in the history."))
        return redirect(change.url(made))
    touch = submit(change.form, lambda _data: look(deed=change.deed, at=change.touches))
    if touch is None:
        return {}
    return {"touch": touch, "seal": change.seal, "changed_since": bool(looked) and looked != change.seal}


def tabs(current: str) -> list[dict[str, Any]]:
    pages = [
        (_("Criteria"), "criterion_list"),
        (_("High-risk sectors"), "sector_list"),
        (_("Themes of controversies"), "theme_list"),
        (_("Authority matrix"), "authority"),
    ]
    return [
        {"label": label, "url": reverse(f"duediligence:{name}"), "current": name == current} for label, name in pages
    ]
