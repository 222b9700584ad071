"""Buttons of pages: a deed without a form of its own, done, or answered by the sentence why not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .errors import Conflict


def seen(request: HttpRequest) -> int | None:
    """The version that a button's form carries."""
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def press(request: HttpRequest, deed: Callable[[], Any], done: str, to: str, pk: int) -> HttpResponse:
    """Do it and say `done`, or say why not; back to the page `to` of the record."""
    try:
        deed()
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, done)
    return redirect(to, pk=pk)
