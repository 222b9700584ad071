"""The queues of possible duplicates, and one pair side by side."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.listing.views.table import TableView

from .. import pair_page
from ..duplicates.registers import COMPANIES, PEOPLE, Register
from ..pair_progress import comparing
from ..services.pairs import take_back, tell_apart


class PairList(TableView):
    template_name = "companies/pair_list.html"
    register: Register
    list_url: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**_progress(self.register, self.list_url), **kwargs)


class CompanyPairList(PairList):
    table_key = "company_pairs"
    register, list_url = COMPANIES, "companies:pair_list"


class ContactPairList(PairList):
    table_key = "contact_pairs"
    register, list_url = PEOPLE, "companies:contact_pair_list"


@login_required
@require_GET
def company_pair_progress(request: HttpRequest) -> HttpResponse:
    return _progress_part(request, COMPANIES, "companies:pair_list")


@login_required
@require_GET
def contact_pair_progress(request: HttpRequest) -> HttpResponse:
    return _progress_part(request, PEOPLE, "companies:contact_pair_list")


def _progress(register: Register, list_url: str) -> dict[str, Any]:
    progress_url = reverse(list_url.replace("pair_list", "pair_progress"))
    return {"comparing": comparing(register), "progress_url": progress_url, "list_url": reverse(list_url)}


def _progress_part(request: HttpRequest, register: Register, list_url: str) -> HttpResponse:
    """Asked by the page every few seconds; the pairs beside it stay as they are until the reader wants the new ones."""
    return render(request, "companies/_pair_progress.html", {**_progress(register, list_url), "polled": True})


@login_required
@require_GET
def company_pair(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pair_page.company_context(_pair(request, COMPANIES, pk), request.user))


@login_required
@require_GET
def contact_pair(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pair_page.contact_context(_pair(request, PEOPLE, pk), request.user))


@login_required
@require_POST
def company_pair_decide(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, COMPANIES, pk)


@login_required
@require_POST
def contact_pair_decide(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, PEOPLE, pk)


def _pair(request: HttpRequest, register: Register, pk: int) -> Any:
    return get_object_or_404(register.pairs.objects.visible_to(request.user).with_sides(), pk=pk)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "companies/pair_detail.html", context)


def _decide(request: HttpRequest, register: Register, pk: int) -> HttpResponse:
    """`undo` takes "not the same" back; without it that is what is said."""
    pair = _pair(request, register, pk)
    if "undo" in request.POST:
        take_back(register=register, pair_id=pk, by=request.user)
        messages.success(request, _("These two are to be decided again."))
        return redirect(pair_page.url_of(pair))
    try:
        tell_apart(register=register, pair_id=pk, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Noted: these two are not the same. You are asked again only if one changes."))
    return redirect(pair_page.url_of(pair))
