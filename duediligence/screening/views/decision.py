"""The decider's page: one page, three buttons and "return", each disabled with its reason where it may not be used."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.core import clock
from crm.core.errors import Conflict

from ...enums import Outcome, StepState
from ...models import RouteStep, Screening
from ..api.decisions import latest_memo, pdf_response
from ..ballot import chairs
from ..forms.decision import ConditionFormSet, DecisionForm, RerateForm, VoteForm
from ..policies import decisions as policies
from ..selectors.decision_page import DecisionPage, decision_page
from ..services import decisions, votes
from ..services.conditions import proposed
from .ballots import ballot_rows
from .words import findings_of

_APPROVALS = (Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS)


@login_required
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    screening = _screening(request, pk)
    page = decision_page(screening, on=clock.today())
    form = DecisionForm(request.POST or None, initial={"version": screening.version})
    conditions = ConditionFormSet(request.POST or None, prefix="conditions", initial=_proposed(screening))
    if request.method == "POST":
        _verdict(request, page, "").require_person()
        valid = form.is_valid() and (form.cleaned_data["outcome"] not in _APPROVALS or conditions.is_valid())
        if valid and _settle(request, screening, form, conditions):
            return redirect("duediligence:screening", pk=pk)
        page = decision_page(_screening(request, pk), on=clock.today())
    return render(request, "duediligence/decision.html", _context(request, page, form, conditions))


def _settle(request: HttpRequest, screening: Screening, form: DecisionForm, conditions: Any) -> bool:
    told = form.cleaned_data
    common = {
        "by": request.user,
        "screening_id": screening.pk,
        "reason": told["reason"],
        "version": told["version"],
    }
    if told["outcome"] == Outcome.RETURNED:
        return _done(
            request, form, decisions.return_screening, _("Returned. The desk is told what is missing."), common
        )
    # Conditions that stand in the form are never dropped in silence: approving without them takes them out first.
    told_conditions = conditions.told() if told["outcome"] in _APPROVALS else []
    common |= {"outcome": told["outcome"], "conditions": told_conditions}
    return _done(
        request, form, decisions.decide, _("Recorded. The decision is binding and visible to everybody."), common
    )


def _done(request: HttpRequest, form: Any, deed: Callable[..., Any], said: str | None, values: dict[str, Any]) -> bool:
    """Whether the deed was done; else its refusal stands in the form, and nothing that was typed is lost."""
    try:
        deed(**values)
    except Conflict as refusal:
        form.add_error(None, str(refusal.reason))
        return False
    except ValidationError as problem:
        for sentence in problem.messages:
            form.add_error(None, sentence)
        return False
    if said:
        messages.success(request, said)
    return True


@login_required
@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    screening = _screening(request, pk)
    page = decision_page(screening, on=clock.today())
    _may_vote(request, page).require_person()
    form = VoteForm(request.POST, members=_members(request, page))
    if form.is_valid():
        told = form.cleaned_data
        values = {
            "by": request.user,
            "screening_id": pk,
            "vote": told["vote"],
            "reason": told["reason"],
            "interest": told["interest"],
            "member_id": told["member"] or None,
        }
        if _done(request, form, votes.cast_vote, None, values):
            messages.success(request, _said_of_the_vote(page))
            return redirect("duediligence:decision", pk=pk)
    decide, conditions = DecisionForm(initial={"version": screening.version}), _fresh_conditions(screening)
    return render(request, "duediligence/decision.html", _context(request, page, decide, conditions, voting=form))


def _said_of_the_vote(page: DecisionPage) -> str:
    if page.step and RouteStep.objects.filter(pk=page.step.pk, state=StepState.OPEN).exists():
        return _("Your vote is in. Nobody sees it before the ballot is closed.")
    return _("Your vote was the last one: the ballot is closed, and everybody sees how it ended.")


@login_required
@require_POST
def rerate(request: HttpRequest, pk: int) -> HttpResponse:
    screening = _screening(request, pk)
    page = decision_page(screening, on=clock.today())
    policies.may_rerate(request.user, page.step, page.parties, on=clock.today()).require_person()
    form = RerateForm(request.POST, above=screening.rating)
    if form.is_valid():
        values = {"by": request.user, "screening_id": pk, **form.cleaned_data}
        if _done(request, form, decisions.rerate, _("The rating is raised. Those who decide now are told."), values):
            return redirect("duediligence:decision", pk=pk)
    decide, conditions = DecisionForm(initial={"version": screening.version}), _fresh_conditions(screening)
    return render(request, "duediligence/decision.html", _context(request, page, decide, conditions, rerating=form))


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    screening = _screening(request, pk)
    try:
        decisions.withdraw(by=request.user, screening_id=screening.pk, reason=request.POST.get("reason", ""))
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Withdrawn."))
    return redirect("duediligence:screening", pk=pk)


@login_required
@require_GET
def memo(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The frozen memo, as PDF or as the JSON that was hashed."""
    found = latest_memo(_screening(request, pk))
    if found is None:
        raise Http404
    if kind == "pdf":
        return pdf_response(found)
    return HttpResponse(found.body, content_type="application/json; charset=utf-8")


def _screening(request: HttpRequest, pk: int) -> Screening:
    rows = Screening.objects.visible_to(request.user).asked_for()
    names = ("company", "company__parent", "office", "office__parent", "requested_by", "researcher", "authority")
    return get_object_or_404(rows.select_related(*names), pk=pk)


def _verdict(request: HttpRequest, page: DecisionPage, outcome: str) -> Any:
    if outcome == Outcome.RETURNED:
        return policies.may_return(request.user, page.step, page.parties, on=clock.today(), ballot=page.ballot)
    return policies.may_decide(
        request.user,
        page.step,
        page.parties,
        on=clock.today(),
        outcome=outcome,
        ballot=page.ballot,
        found=page.found,
    )


def _may_vote(request: HttpRequest, page: DecisionPage) -> Any:
    return policies.may_vote(request.user, page.step, page.ballot, page.parties, on=clock.today(), found=page.found)


def _context(
    request: HttpRequest,
    page: DecisionPage,
    form: DecisionForm,
    conditions: Any,
    *,
    voting: VoteForm | None = None,
    rerating: RerateForm | None = None,
) -> dict[str, Any]:
    screening, ballot, today = page.screening, page.ballot, clock.today()
    members = _members(request, page)
    may_rerate = policies.may_rerate(request.user, page.step, page.parties, on=today)
    verdicts = {outcome.value: _verdict(request, page, outcome) for outcome in Outcome}
    return {
        "page": page,
        "screening": screening,
        "findings": findings_of(page.proposal),
        "form": form,
        "conditions": conditions,
        "verdicts": verdicts,
        "may_act": any(verdicts.values()),
        "may_vote": _may_vote(request, page),
        "voting": voting or VoteForm(members=members),
        "chairs": bool(ballot and chairs(ballot, request.user)),
        "ballot_rows": ballot_rows(page),
        "may_rerate": may_rerate,
        "rerating": rerating or RerateForm(above=screening.rating, initial={"version": screening.version}),
        "deputising_for": _deputising_for(request, page),
    }


def _members(request: HttpRequest, page: DecisionPage) -> list[tuple[int, str]]:
    """For whom this person can still vote: themselves first."""
    if page.ballot is None:
        return []
    theirs = [
        each
        for each in page.ballot.electors
        if each.member.pk not in page.ballot.cast
        and request.user.pk in {each.member.pk, *(deputy.pk for deputy in each.deputies)}
    ]
    theirs.sort(key=lambda each: each.member.pk != request.user.pk)
    return [(each.member.pk, each.member.name) for each in theirs]


def _deputising_for(request: HttpRequest, page: DecisionPage) -> str:
    if page.step is None:
        return ""
    theirs = policies.voices(request.user, page.step, on=clock.today())
    return theirs[0].holder_name if theirs and all(h.holder_id for h in theirs) else ""


def _proposed(screening: Screening) -> list[dict[str, Any]]:
    return [
        {"text": c.text, "owner": c.owner, "due_on": c.due_on, "before_signature": c.before_signature}
        for c in proposed(screening, on=clock.today())
    ]


def _fresh_conditions(screening: Screening) -> Any:
    return ConditionFormSet(prefix="conditions", initial=_proposed(screening))
