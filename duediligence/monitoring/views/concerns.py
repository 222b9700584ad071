"""Reporting a concern, and looking into it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ...models import Concern
from .. import policies, selectors
from ..forms import ConcernForm, OutcomeForm
from ..services import concerns
from .doing import done

SHOWN = 50


@login_required
@require_GET
def concern_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(selectors.concerns_for(request.user), SHOWN).get_page(request.GET.get("page"))
    for row in page:
        row.reporter_shown = policies.may_see_reporter(request.user, row)
    context = {"page": page, "may_report": policies.may_report(request.user)}
    return render(request, "duediligence/concern_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def concern_report(request: HttpRequest) -> HttpResponse:
    policies.may_report(request.user).require()
    form = ConcernForm(request.POST or None, initial={"company": request.GET.get("company")})
    if form.is_bound and form.is_valid():
        told = dict(form.cleaned_data)
        told["company_id"] = told.pop("company").pk
        said = _("Thank you. The partnerships team is told, and you will hear of the outcome.")
        if made := done(request, form, concerns.report_concern, said, **told):
            return redirect("duediligence:concern", pk=made.pk)
    return render(request, "duediligence/concern_form.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def concern_detail(request: HttpRequest, pk: int) -> HttpResponse:
    concern = _concern(request, pk)
    if request.method == "POST":
        policies.may_handle(request.user, concern).require_person()
    form = OutcomeForm(request.POST or None, initial={"version": concern.version})
    if form.is_bound and form.is_valid():
        said = _("Closed. Whoever reported it is told.")
        if done(request, form, concerns.close_concern, said, concern_id=pk, **form.cleaned_data):
            return redirect("duediligence:concern", pk=pk)
    context: dict[str, Any] = {
        "concern": concern,
        "form": form,
        "may_handle": policies.may_handle(request.user, concern),
        "reporter_shown": policies.may_see_reporter(request.user, concern),
    }
    return render(request, "duediligence/concern_detail.html", context)


@login_required
@require_POST
def concern_take(request: HttpRequest, pk: int) -> HttpResponse:
    concern = _concern(request, pk)
    concerns.take_concern(by=request.user, concern_id=concern.pk)
    return redirect("duediligence:concern", pk=pk)


def _concern(request: HttpRequest, pk: int) -> Concern:
    """Out of scope for everybody but whoever reported it, the partnerships team and auditors."""
    return get_object_or_404(selectors.concerns_for(request.user), pk=pk)
