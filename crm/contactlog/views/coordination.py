"""Asking before an approach: who asked us, whom we asked, the answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.companies.merging.survivors import kept_or_survivor
from crm.companies.models import Company
from crm.core import clock
from crm.core.errors import Conflict, Stale

from .. import policies, rights, selectors
from ..forms import AnswerForm, RequestForm
from ..icons import tone_of
from ..models import CoordinationRequest
from ..registries import Engaged
from ..services import coordination

PER_PAGE = 50


@login_required
@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    scope = request.GET.get("of", "us")
    scope = scope if scope in selectors.REQUEST_SCOPES else "us"
    page = Paginator(selectors.requests_in(scope, request.user), PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.tone = tone_of(row.state)
    labels = {"us": _("Asked of us"), "by_us": _("Asked by us"), "all": _("All that I may see")}
    tabs = [{"label": labels[key], "url": f"?of={key}", "current": key == scope} for key in selectors.REQUEST_SCOPES]
    context = {"page": page, "scope": scope, "tabs": tabs, "may_work": policies.may_work(access(request.user))}
    return render(request, "contactlog/coordination_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def request_create(request: HttpRequest) -> HttpResponse:
    held, today = access(request.user), clock.today()
    policies.may_work(held).require()
    told = request.POST.get("company") or request.GET.get("company") or ""
    company = kept_or_survivor(Company, told)
    own = selectors.usual_office_id(held)
    initial = {"company": company, "from_office": own, "to_office": request.GET.get("office", "")}
    form = RequestForm(
        request.POST if request.method == "POST" and "choose" not in request.POST else None,
        initial=initial,
        offices=sorted(rights.working_offices(held)),
        company=company,
        own=own,
        on=today,
    )
    if form.is_bound and form.is_valid() and (sent := _send(request, form)):
        messages.success(request, _("Sent. You will be told of the answer."))
        return redirect("contactlog:coordination_detail", pk=sent.pk)
    context = {
        "form": form,
        "company": company,
        "engaged": _engaged(company.pk) if company else (),
        "due_on": clock.add_working_days(today, coordination.WORKING_DAYS_TO_ANSWER),
    }
    return render(request, "contactlog/coordination_form.html", context)


def _send(request: HttpRequest, form: RequestForm) -> CoordinationRequest | None:
    told = form.cleaned_data
    try:
        return coordination.send_request(
            by=request.user,
            company_id=told["company"].pk,
            from_office_id=told["from_office"].pk,
            to_office_id=int(told["to_office"]),
            topic=told["topic"],
            proposed_approach=told["proposed_approach"],
        )
    except Conflict as refusal:
        form.add_error(None, str(refusal.reason))
    except ValidationError as problem:
        form.add_error(None, problem)
    return None


@login_required
@require_http_methods(["GET", "POST"])
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The request with its answer form; of two answers at once the second is told what the first said."""
    row = _row(request, pk)
    if request.method == "POST":
        policies.may_speak(access(request.user), row).require()
    form = AnswerForm(request.POST or None, initial={"version": row.version})
    if form.is_bound and form.is_valid():
        try:
            coordination.answer_request(by=request.user, request_id=pk, **form.cleaned_data)
        except Stale as stale:
            form.add_error(None, str(stale.reason))
            row = _row(request, pk)
        except Conflict as refusal:
            form.add_error(None, str(refusal.reason))
            row = _row(request, pk)
        else:
            messages.success(request, _("Answered. The other office is told."))
            return redirect("contactlog:coordination_detail", pk=pk)
    return render(request, "contactlog/coordination_detail.html", _context(request, row, form))


def _row(request: HttpRequest, pk: int) -> CoordinationRequest:
    rows = CoordinationRequest.objects.visible_to(request.user)
    names = ("company", "from_office", "to_office", "requested_by", "answered_by", "on_behalf_of")
    return get_object_or_404(rows.select_related(*names), pk=pk)


def _context(request: HttpRequest, row: CoordinationRequest, form: AnswerForm) -> dict[str, Any]:
    held = access(request.user)
    role = policies.voice(held, row)
    return {
        "request_row": row,
        "tone": tone_of(row.state),
        "form": form,
        "may_answer": policies.may_answer(held, row),
        "may_withdraw": policies.may_withdraw(held, row),
        "deputising_for": role.holder_name if role and role.holder_id else "",
        "engaged": _engaged(row.company_id),
    }


def _engaged(company_id: int) -> list[Engaged]:
    return selectors.engaged_offices([company_id], on=clock.today(), with_themes=True).get(company_id, [])


@login_required
@require_POST
def request_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    _row(request, pk)
    try:
        coordination.withdraw_request(by=request.user, request_id=pk, reason=request.POST.get("reason", ""))
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("Withdrawn. The other office is told."))
    return redirect("contactlog:coordination_detail", pk=pk)
