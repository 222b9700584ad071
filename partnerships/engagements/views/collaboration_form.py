"""Log a collaboration in under a minute, with as many companies as took part; and change one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.contactlog.selectors import companies_like
from crm.core import clock

from ...enums import EngagementKind
from ...models import Engagement
from .. import policies, selectors
from ..forms.collaborations import ChangeForm, LogForm, initial_of
from ..forms.shared import send
from ..services.collaborations import edit_collaboration, log_collaborations
from ..services.data import CollaborationData
from .approaches import around, seen
from .engagements import found
from .filling import offices_of, remembered, told_companies

FOUND = 12


@login_required
@require_http_methods(["GET", "POST"])
def collaboration_create(request: HttpRequest) -> HttpResponse:
    policies.may_work(access(request.user)).require()
    if request.method == "GET":
        initial = remembered(request)
        companies = told_companies(request.GET, "companies", "company")
        form = LogForm(initial=initial, offices=offices_of(request))
        return _page(request, form, around(request, companies, day=initial["starts_on"]), draft="collaboration-new")
    form = LogForm(request.POST, offices=offices_of(request))
    if form.is_valid() and not _unseen(request, form) and (made := send(form, lambda told: _log(request, form))):
        return _logged(request, made)
    day = form.cleaned_data.get("starts_on") or clock.today()
    context = around(request, told_companies(request.POST, "companies"), day=day)
    return _page(request, form, {**context, "asked": bool(context["same_day"])}, draft="collaboration-new", status=422)


def _log(request: HttpRequest, form: LogForm) -> list[Engagement]:
    ids = tuple(each.pk for each in form.cleaned_data["companies"])
    data = CollaborationData(company_ids=ids, **form.values())
    return log_collaborations(by=request.user, data=data, going_ahead_reason=form.cleaned_data["going_ahead_reason"])


def _unseen(request: HttpRequest, form: LogForm) -> bool:
    """Entries of the same companies and day that the person was not shown yet."""
    ids = [each.pk for each in form.cleaned_data["companies"]]
    same = selectors.held_that_day(ids, form.cleaned_data["starts_on"])
    return bool({str(each.engagement_id) for each in same} - seen(request))


def _logged(request: HttpRequest, made: list[Engagement]) -> HttpResponse:
    said = ngettext("Logged with one company.", "Logged with %(count)s companies.", len(made)) % {"count": len(made)}
    messages.success(request, said)
    if len(made) == 1:
        return redirect("partnerships:collaboration_detail", pk=made[0].pk)
    query = urlencode({"search": made[0].title, "ran_from": made[0].starts_on.isoformat()})
    return redirect(f"{reverse('partnerships:collaboration_list')}?{query}")


@login_required
@require_http_methods(["GET", "POST"])
def collaboration_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk, EngagementKind.COLLABORATION)
    policies.may_change(access(request.user), row, [each.pk for each in row.offices.all()]).require()
    options: dict[str, Any] = {"offices": offices_of(request), "engagement": row}
    if request.method == "GET":
        form = ChangeForm(initial=initial_of(row), **options)
        return _page(request, form, {"engagement": row}, draft=f"collaboration-{pk}-{row.version}")
    form = ChangeForm(request.POST, **options)
    if send(form, lambda told: _change(request, form, pk)):
        messages.success(request, _("Saved."))
        return redirect("partnerships:collaboration_detail", pk=pk)
    there = row.partners.values_list("company_id", flat=True)
    companies = [each for each in told_companies(request.POST, "company") if each.pk not in there]
    context = around(request, companies, day=form.cleaned_data.get("starts_on"), but=pk)
    return _page(request, form, {"engagement": row, **context}, draft=f"collaboration-{pk}-{row.version}", status=422)


def _change(request: HttpRequest, form: ChangeForm, pk: int) -> Engagement:
    return edit_collaboration(
        by=request.user,
        collaboration_id=pk,
        changes={**form.values(), "company_id": form.cleaned_data["company"].pk},
        version=form.cleaned_data["version"],
        going_ahead_reason=form.cleaned_data["going_ahead_reason"],
    )


def _page(request: HttpRequest, form: Any, context: dict[str, Any], *, draft: str, status: int = 200) -> HttpResponse:
    """Without scripts, companies are found by the beginning of their name and added one by one."""
    find = request.GET.get("find", "").strip()
    hits = companies_like(find, limit=FOUND) if find else None
    kept = [each.pk for each in context.get("named", ())]
    asks_why = bool(context.get("obstacles")) or "going_ahead_reason" in form.errors
    context = {"find": find, "hits": hits, "kept": kept, "asks_why": asks_why, **context}
    page = {"form": form, "draft": draft, **context}
    return render(request, "partnerships/collaboration_form.html", page, status=status)
