"""Calls for small grants: the list, the page with its proposals, the form, three buttons."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.contactlog.rights import working_offices
from crm.core import clock
from crm.core.buttons import press, seen
from crm.core.forms import submit
from crm.listing.views.table import TableView

from ...models import GrantCall
from .. import policies, presenters, selectors
from ..forms import CallForm, CriterionFormSet, call_data, criteria_of
from ..services import calls
from .shared import call_of, complete, one_more

PREFIX = "criterion"


class GrantCallList(TableView):
    table_key = "grant_calls"
    template_name = "partnerships/grants/call_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(may_add=policies.may_run_calls(access(user)), **kwargs)


@login_required
@require_GET
def call_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    call, held, today = call_of(request, pk), access(request.user), clock.today()
    reviewers, criteria, eligible = list(call.reviewers.all()), list(call.criteria.all()), list(call.eligible.all())
    may_read = policies.may_read_scores(held, call, [each.pk for each in reviewers])
    own, sent = selectors.proposals_of(call, request.user, with_scores=bool(may_read))
    label, tone = presenters.state_of_call(call, on=today)
    undecided = selectors.undecided(call)
    context = {
        "row": call,
        "label": label,
        "tone": tone,
        "meter": presenters.meter(call),
        "criteria": criteria,
        "eligible": eligible,
        "reviewers": reviewers,
        "own": [presenters.line_of(each) for each in own],
        "sent": [presenters.line_of(each) for each in sent],
        "own_count": len(working_offices(held)),
        "may_read_scores": may_read,
        "takes_proposals": policies.is_open(call, on=today),
        "may_run": policies.may_run_calls(held),
        "may_change": policies.may_change_call(held, call),
        "deeds": presenters.deeds_of(call, held, criteria=len(criteria), undecided=undecided, on=today),
        "may_propose": policies.may_propose(held, call, eligible=[each.pk for each in eligible], on=today),
    }
    return render(request, "partnerships/grants/call_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def call_add(request: SignedInRequest) -> HttpResponse:
    policies.may_run_calls(access(request.user)).require()
    if request.method == "GET":
        return _page(request, CallForm(), CriterionFormSet(prefix=PREFIX))
    form, criteria = CallForm(request.POST), CriterionFormSet(one_more(request, PREFIX), prefix=PREFIX)
    if complete(request, form, criteria):
        made = submit(form, lambda _said: calls.draft_call(by=request.user, data=call_data(form, criteria)))
        if made:
            messages.success(request, _("The call is drafted. Look at it once more, then open it."))
            return redirect("partnerships:grant_call", pk=made.pk)
    return _page(request, form, criteria)


@login_required
@require_http_methods(["GET", "POST"])
def call_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    call = call_of(request, pk)
    policies.may_change_call(access(request.user), call).require()
    told = [{"text": each.text, "weight": each.weight} for each in call.criteria.all()]
    if request.method == "GET":
        criteria = CriterionFormSet(prefix=PREFIX, initial=told)
        return _page(request, CallForm(initial=CallForm.first(call), call=call), criteria, call)
    form = CallForm(request.POST, initial=CallForm.first(call), call=call)
    criteria = CriterionFormSet(one_more(request, PREFIX), prefix=PREFIX, initial=told)

    def deed(said: dict[str, Any]) -> GrantCall:
        changes = form.told() | {"criteria": criteria_of(criteria)}
        return calls.change_call(by=request.user, call_id=pk, changes=changes, version=said["version"])

    if complete(request, form, criteria) and submit(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("partnerships:grant_call", pk=pk)
    return _page(request, form, criteria, call)


@login_required
@require_POST
def call_open(request: SignedInRequest, pk: int) -> HttpResponse:
    call_of(request, pk)
    deed = partial(calls.open_call, by=request.user, call_id=pk, version=seen(request))
    return press(request, deed, _("The call is open. The offices are told."), "partnerships:grant_call", pk)


@login_required
@require_POST
def call_close(request: SignedInRequest, pk: int) -> HttpResponse:
    call_of(request, pk)
    deed = partial(calls.close_call, by=request.user, call_id=pk, version=seen(request))
    return press(request, deed, _("The call is closed. Now its proposals are scored."), "partnerships:grant_call", pk)


@login_required
@require_POST
def call_finish(request: SignedInRequest, pk: int) -> HttpResponse:
    call_of(request, pk)
    deed = partial(calls.finish_call, by=request.user, call_id=pk, version=seen(request))
    return press(request, deed, _("The call is finished. Everybody sees the scores."), "partnerships:grant_call", pk)


def _page(request: SignedInRequest, form: CallForm, criteria: Any, call: GrantCall | None = None) -> HttpResponse:
    more = "more" in request.POST
    if more and request.htmx:
        return render(request, "partnerships/grants/_criterion_rows.html", {"rows": criteria})
    status = 422 if request.method == "POST" and not more else 200
    context = {
        "form": form,
        "rows": criteria,
        "row": call,
        "rows_wrong": criteria.is_bound and not more and bool(criteria.total_error_count()),
        "settled": bool(call) and not policies.may_change_terms(call),
    }
    return render(request, "partnerships/grants/call_form.html", context, status=status)
