"""Scores, awards, refusals and reports: each a form of its own beside the proposal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core import clock
from crm.core.forms import submit

from ...models import Proposal
from .. import policies, presenters, selectors
from ..forms import AwardForm, ReasonForm, ReportForm, ScoreForm
from ..services import decisions, reports, scores
from ..services.writing import reviewer_ids
from .shared import proposal_of


@dataclass(frozen=True)
class Page:
    """A form's template, and what it shows beside the form."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@login_required
@require_http_methods(["GET", "POST"])
def proposal_score(request: SignedInRequest, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    policies.may_score(access(request.user), row, reviewer_ids(row.call)).require()
    criteria = list(row.call.criteria.all())
    form = ScoreForm(request.POST or None, criteria=criteria, scores=selectors.own_scores(row, request.user))

    def deed(_said: dict[str, Any]) -> Proposal:
        return scores.score_proposal(by=request.user, proposal_id=pk, scores=form.told())

    context = {"budget": list(row.budget.all())}
    return _form(request, row, form, deed, done=_("Your scores are kept."), page=Page("score_form", context))


@login_required
@require_http_methods(["GET", "POST"])
def proposal_award(request: SignedInRequest, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    policies.may_decide(access(request.user), row).require()
    call = selectors.shown_call(row.call_id, request.user)
    first = {"amount": min(row.asked, max(call.left, 0)) or None, "version": row.version}
    form = AwardForm(request.POST or None, initial=first)

    def deed(said: dict[str, Any]) -> Proposal:
        return decisions.award_proposal(by=request.user, proposal_id=pk, **said)

    done = _("The grant is awarded. The office is told.")
    return _form(request, row, form, deed, done=done, page=Page("award_form", {"call": call}))


@login_required
@require_http_methods(["GET", "POST"])
def proposal_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    policies.may_decide(access(request.user), row).require()
    form = ReasonForm(request.POST or None, initial={"version": row.version})

    def deed(said: dict[str, Any]) -> Proposal:
        return decisions.decline_proposal(by=request.user, proposal_id=pk, **said)

    done = _("The proposal is declined. The office is told.")
    return _form(request, row, form, deed, done=done, page=Page("decline_form"))


@login_required
@require_http_methods(["GET", "POST"])
def proposal_reconsider(request: SignedInRequest, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    policies.may_reconsider(access(request.user), row).require()
    form = ReasonForm(request.POST or None, initial={"version": row.version})

    def deed(said: dict[str, Any]) -> Proposal:
        return decisions.reconsider_proposal(by=request.user, proposal_id=pk, **said)

    done = _("The decision is taken back. The proposal waits for another one.")
    return _form(request, row, form, deed, done=done, page=Page("reconsider_form"))


@login_required
@require_http_methods(["GET", "POST"])
def proposal_report(request: SignedInRequest, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    policies.may_report(access(request.user), row).require()
    first = {
        "report": row.report,
        "spent_usd": row.awarded_usd if row.spent_usd is None else row.spent_usd,
        "reported_on": row.reported_on or clock.today(),
        "version": row.version,
    }
    form = ReportForm(request.POST or None, initial=first)

    def deed(said: dict[str, Any]) -> Proposal:
        return reports.report_back(by=request.user, proposal_id=pk, data=form.told(), version=said["version"])

    return _form(request, row, form, deed, done=_("The report is kept. Thank you."), page=Page("report_form"))


def _form(
    request: SignedInRequest, row: Any, form: Form, deed: Callable[[dict[str, Any]], Proposal], *, done: str, page: Page
) -> HttpResponse:
    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, done)
        return redirect("partnerships:proposal", pk=row.pk)
    context = {"form": form, "row": row, "who": presenters.who(row), "score": presenters.score(row.score)}
    status = 422 if request.method == "POST" else 200
    return render(request, f"partnerships/grants/{page.template}.html", context | page.context, status=status)
