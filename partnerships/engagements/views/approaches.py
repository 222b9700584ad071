"""What a form shows of the companies that it names: may we approach them, and is it entered already?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from crm.accounts.access import access
from crm.companies.models import Company
from crm.core import clock
from crm.core.api.fields import row_number

from ...models import Partner
from .. import policies, selectors
from ..forms.collaborations import LogForm
from .filling import office_told, told_companies

PART = "partnerships/_approaches.html"


@login_required
@require_GET
def approaches(request: HttpRequest) -> HttpResponse:
    """The part of a form that depends on its companies, its office and its day, while these are chosen."""
    policies.may_work(access(request.user)).require()
    told = request.GET
    rows = [name for name in told if name.startswith("partner-") and name.endswith("-company")]
    companies = told_companies(told, "companies", "company", *rows)
    if of := row_number(told.get("of", "")):
        there = Partner.objects.filter(engagement=of).values_list("company_id", flat=True)
        companies = [each for each in companies if each.pk not in there]
    form = LogForm(initial={"going_ahead_reason": told.get("going_ahead_reason", "")}, offices=set())
    context = around(
        request,
        companies,
        day=_day(told.get("starts_on", "")) if "event" in told else None,
        but=of,
    )
    return render(request, PART, {"form": form, "asks_why": bool(context["obstacles"]), **context})


def around(
    request: HttpRequest, companies: Iterable[Company], *, day: date | None, but: int | None = None
) -> dict[str, Any]:
    """`day` is that of a collaboration; a partnership has none. `but` is the engagement that is being changed."""
    named, today = list(companies), clock.today()
    told = request.GET if request.method == "GET" else request.POST
    ids = [each.pk for each in named]
    same = selectors.held_that_day(ids, day, but=but) if day else []
    return {
        "named": named,
        "obstacles": selectors.obstacles(named, office_told(request, told), on=today),
        "same_day": same,
        "open_ones": [] if day else selectors.open_with(ids, on=today, but=but),
    }


def seen(request: HttpRequest) -> set[str]:
    """The entries that were shown to the person before they sent the form."""
    return set(request.POST.getlist("seen"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()
