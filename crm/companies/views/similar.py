"""What is like a name that somebody is typing: the notice beneath the field, and a page for whoever has no script."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from crm.core.text import fold

from .. import similar
from ..models import Company, Contact
from ..similar import Similar


@login_required
@require_GET
def company_similar(request: HttpRequest) -> HttpResponse:
    """`?legal_name=` and what else stands in the form; `?of=` is the company that is being renamed."""
    told = _short(request)
    own = Company.objects.visible_to(request.user).filter(pk=_number(told.get("of", ""))).first()
    found: list[Similar] = []
    if own is None or fold(own.legal_name) != fold(told.get("legal_name", "")):
        content = similar.company_content(told, pk=own.pk if own else 0)
        found = similar.companies(request.user, content, unfinished=True)
    return _notice(request, found)


@login_required
@require_GET
def contact_similar(request: HttpRequest) -> HttpResponse:
    """The same for a person; `?company=` is where they work."""
    told = _short(request)
    own = Contact.objects.visible_to(request.user).filter(pk=_number(told.get("of", ""))).first()
    found: list[Similar] = []
    if own is None or fold(own.name) != fold(told.get("name", "")):
        company = _number(told.get("company", ""))
        content = similar.contact_content(
            told.get("name", ""),
            native_name=told.get("native_name", ""),
            emails=told.get("emails", "").split(),
            company_ids=[company] if company else [],
            pk=own.pk if own else 0,
        )
        found = similar.contacts(request.user, content, unfinished=True)
    return _notice(request, found)


def seen(request: HttpRequest) -> set[int]:
    """The ids that the notice in the form has shown."""
    return {number for each in request.POST.getlist("seen") if (number := _number(each))}


def _notice(request: HttpRequest, found: list[Similar]) -> HttpResponse:
    template = "companies/_similar.html" if request.htmx else "companies/similar.html"
    return render(request, template, {"similar": found})


def _short(request: HttpRequest) -> dict[str, Any]:
    return {key: value[:300] for key, value in request.GET.items()}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
