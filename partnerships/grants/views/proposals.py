"""A proposal: its page, its form with the budget, sending and withdrawing it."""

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
from crm.contactlog.selectors import usual_office_id
from crm.core import clock
from crm.core.buttons import press, seen
from crm.core.forms import submit

from ...models import GrantCall, Proposal
from .. import policies, presenters, selectors
from ..forms import BudgetFormSet, ProposalForm, budget_of, proposal_data
from ..services import proposals
from ..services.writing import eligible_ids, reviewer_ids
from .shared import call_of, complete, one_more, proposal_of

PREFIX = "budget"


@login_required
@require_GET
def proposal_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row, held, today = proposal_of(request, pk), access(request.user), clock.today()
    reviewers = reviewer_ids(row.call)
    may_read = policies.may_read_scores(held, row.call, reviewers)
    label, tone = presenters.state_of_proposal(row)
    eligible = eligible_ids(row.call)
    context = {
        "row": row,
        "who": presenters.who(row),
        "label": label,
        "tone": tone,
        "budget": list(row.budget.all()),
        "sheet": presenters.sheet(selectors.sheet_of(row)) if may_read else None,
        "own_scores": selectors.own_scores(row, request.user),
        "score": presenters.score(row.score),
        "may_read_scores": may_read,
        "may_write": policies.may_write(held, row, on=today),
        "may_submit": policies.may_submit(held, row, eligible=eligible, asked=row.asked, on=today),
        "may_withdraw": policies.may_withdraw(held, row),
        "may_score": policies.may_score(held, row, reviewers),
        "may_decide": policies.may_decide(held, row),
        "may_reconsider": policies.may_reconsider(held, row),
        "may_report": policies.may_report(held, row),
        "is_own": row.office_id in working_offices(held),
        "runs_calls": policies.may_run_calls(held),
        "reviews": policies.may_review(held, row.call, reviewers),
    }
    return render(request, "partnerships/grants/proposal_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def proposal_add(request: SignedInRequest, pk: int) -> HttpResponse:
    call, held = call_of(request, pk), access(request.user)
    eligible = eligible_ids(call)
    policies.may_propose(held, call, eligible=eligible, on=clock.today()).require()
    own = working_offices(held)
    offices = own & set(eligible) if eligible else own
    if request.method == "GET":
        form = ProposalForm(initial={"office": usual_office_id(held)}, offices=offices)
        return _page(request, form, BudgetFormSet(prefix=PREFIX), call)
    form = ProposalForm(request.POST, offices=offices)
    budget = BudgetFormSet(one_more(request, PREFIX), prefix=PREFIX)

    def deed(_said: dict[str, Any]) -> Proposal:
        return proposals.draft_proposal(by=request.user, call_id=pk, data=proposal_data(form, budget))

    if complete(request, form, budget) and (made := submit(form, deed)) is not None:
        messages.success(request, _("The proposal is drafted. It counts once you have sent it."))
        return redirect("partnerships:proposal", pk=made.pk)
    return _page(request, form, budget, call)


@login_required
@require_http_methods(["GET", "POST"])
def proposal_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row, held = proposal_of(request, pk), access(request.user)
    policies.may_write(held, row, on=clock.today()).require()
    eligible = eligible_ids(row.call)
    own = working_offices(held)
    options: dict[str, Any] = {"offices": (own & set(eligible) if eligible else own) | {row.office_id}, "proposal": row}
    told = [{"text": each.text, "usd": each.usd} for each in row.budget.all()]
    if request.method == "GET":
        form = ProposalForm(initial=ProposalForm.first(row), **options)
        return _page(request, form, BudgetFormSet(prefix=PREFIX, initial=told), row.call, row)
    form = ProposalForm(request.POST, **options)
    budget = BudgetFormSet(one_more(request, PREFIX), prefix=PREFIX, initial=told)

    def deed(said: dict[str, Any]) -> Proposal:
        changes = form.told() | {"budget": budget_of(budget)}
        return proposals.change_proposal(by=request.user, proposal_id=pk, changes=changes, version=said["version"])

    if complete(request, form, budget) and submit(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("partnerships:proposal", pk=pk)
    return _page(request, form, budget, row.call, row)


@login_required
@require_POST
def proposal_send(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal_of(request, pk)
    deed = partial(proposals.submit_proposal, by=request.user, proposal_id=pk, version=seen(request))
    done = _("The proposal is sent. You can still change it until the deadline.")
    return press(request, deed, done, "partnerships:proposal", pk)


@login_required
@require_POST
def proposal_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal_of(request, pk)
    deed = partial(proposals.withdraw_proposal, by=request.user, proposal_id=pk, version=seen(request))
    return press(request, deed, _("The proposal is withdrawn."), "partnerships:proposal", pk)


def _page(
    request: SignedInRequest, form: ProposalForm, budget: Any, call: GrantCall, row: Proposal | None = None
) -> HttpResponse:
    more = "more" in request.POST
    if more and request.htmx:
        return render(request, "partnerships/grants/_budget_rows.html", {"rows": budget})
    status = 422 if request.method == "POST" and not more else 200
    context = {
        "form": form,
        "rows": budget,
        "call": call,
        "row": row,
        "rows_wrong": budget.is_bound and not more and bool(budget.total_error_count()),
        "draft": f"proposal-{row.pk}-{row.version}" if row else f"proposal-new-{call.pk}",
    }
    return render(request, "partnerships/grants/proposal_form.html", context, status=status)
