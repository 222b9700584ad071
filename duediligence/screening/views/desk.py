"""The research desk: criteria on the left, evidence on the right, the rating live. Each part saves by itself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access
from crm.core import clock
from crm.core.errors import Conflict, Stale
from crm.core.forms import submit as submitted

from ...enums import Rating
from ...models import Screening
from ...watchlists.services.lookups import look_up
from ..forms.answer import AnswerForm
from ..forms.decision import ConditionFormSet
from ..forms.desk import EVIDENCE_FORMS, AssignForm, SubmitForm, SummaryForm
from ..forms.request import PartyForm
from ..policies import research as policies
from ..selectors.desk import Desk, desk_of, question_of
from ..selectors.overview import team
from ..selectors.parties import key_of
from ..selectors.standing import returned_because
from ..services import answers, requests, submission
from ..services.conditions import propose_conditions, proposed
from .words import criterion_choices, rating_context


@login_required
@require_GET
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """For the team; auditors and others read the same on the screening's page."""
    screening = at_the_desk(request, pk)
    return page(request, desk_of(screening, on=clock.today()))


def page(request: HttpRequest, found: Desk, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The whole desk, with the form that was refused in its place."""
    screening = found.screening
    codes = criterion_choices(found.questions)
    colleagues = team(on=clock.today())
    context = {
        "desk": found,
        "screening": screening,
        "draft": screening,
        "parties": found.parties,
        "by_hand": [row for row in found.parties if not key_of(row)],
        "sections": [(group, [AnswerForm(question=each) for each in group.questions]) for group in found.groups],
        "evidence_forms": {kind: form(questions=codes) for kind, form in EVIDENCE_FORMS.items()},
        "opened_group": next((group.value for group in found.groups if not group.complete), ""),
        "party_form": PartyForm(),
        "returned_because": returned_because(screening),
        "assign_form": AssignForm(team=colleagues, initial={"researcher": screening.researcher_id or request.user.pk}),
        "summary_form": SummaryForm(screening=screening),
        "submit_form": SubmitForm(initial={"version": screening.version}),
        "condition_forms": ConditionFormSet(prefix="conditions", initial=_as_initial(screening)),
        **rating_context(found),
        **forms,
    }
    return render(request, "duediligence/desk.html", context, status=status)


def at_the_desk(request: HttpRequest, pk: int) -> Screening:
    """The screening, for whoever works at the desk; a closed desk leads to its page by a refusal in words."""
    rows = Screening.objects.visible_to(request.user).select_related(
        "company__parent", "office__parent", "requested_by", "researcher"
    )
    screening = get_object_or_404(rows, pk=pk)
    policies.may_research(access(request.user), screening).require()
    return screening


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One answer; with htmx the question and the rating come back, both as they are now."""
    screening = at_the_desk(request, pk)
    question = question_of(screening, code, on=clock.today())
    if question is None:
        raise Http404
    form = AnswerForm(request.POST, question=question)
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            answers.save_answer(by=request.user, screening_id=pk, code=code, data=form.as_data())
        except Stale as stale:
            # Theirs is shown, what was typed stays in the form; saving again is a choice.
            context = {"stale": str(stale.reason), "theirs": stale.current, "typed": form.cleaned_data}
        except ValidationError as problem:
            form.add_error("value", problem)
        else:
            context = {"saved": True}
    if not request.htmx:
        return _after_answer(request, pk, form, context)
    return _question(request, screening, code, form, context)


def _after_answer(request: HttpRequest, pk: int, form: AnswerForm, context: dict[str, Any]) -> HttpResponse:
    problem = context.get("stale") or next((str(e[0]) for e in form.errors.values()), "")
    messages.error(request, problem) if problem else messages.success(request, _("Saved."))
    return redirect("duediligence:desk", pk=pk)


def _question(
    request: HttpRequest, screening: Screening, code: str, form: AnswerForm, context: dict[str, Any]
) -> HttpResponse:
    found = desk_of(screening, on=clock.today())
    question = next(each for each in found.questions if each.code == code)
    shown = form if form.errors else AnswerForm(question=question)
    context |= {"screening": screening, "form": shown, "desk": found, "swapped": True, **rating_context(found)}
    return render(request, "duediligence/_desk_answered.html", context)


@login_required
@require_GET
def rating(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposed rating as it is now, for the other parts of the desk to ask after they saved."""
    found = desk_of(at_the_desk(request, pk), on=clock.today())
    return render(request, "duediligence/_desk_rating.html", {"desk": found, **rating_context(found)})


@login_required
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it, or give it to a colleague."""
    at_the_desk(request, pk)
    form = AssignForm(request.POST, team=team(on=clock.today()))
    person = form.cleaned_data.get("researcher") if form.is_valid() else None
    try:
        submission.start_research(by=request.user, screening_id=pk, researcher=person)
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("Taken.") if person in (None, request.user) else _("Given to a colleague."))
    return redirect("duediligence:desk", pk=pk)


@login_required
@require_POST
def look_up_again(request: HttpRequest, pk: int) -> HttpResponse:
    """All parties in the watch lists as they stand now."""
    screening = at_the_desk(request, pk)
    look_up(screening=screening, by=request.user, at=clock.now())
    messages.success(request, _("Looked up in the watch lists as they stand now."))
    return redirect("duediligence:desk", pk=pk)


@login_required
@require_POST
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    screening = at_the_desk(request, pk)
    form = SummaryForm(request.POST, screening=screening)

    def save(told: dict[str, Any]) -> Screening:
        version = told.pop("version")
        return requests.change_request(by=request.user, screening_id=pk, changes=told, version=version)

    if submitted(form, save):
        messages.success(request, _("Saved."))
        return redirect("duediligence:desk", pk=pk)
    return page(request, desk_of(screening, on=clock.today()), status=422, summary_form=form)


@login_required
@require_POST
def conditions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the desk advises to ask for; the decider's page begins with it."""
    screening = at_the_desk(request, pk)
    form = ConditionFormSet(request.POST, prefix="conditions", initial=_as_initial(screening))
    if form.is_valid():
        try:
            propose_conditions(by=request.user, screening_id=pk, conditions=form.told())
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Saved."))
            return redirect("duediligence:desk", pk=pk)
    return page(request, desk_of(screening, on=clock.today()), status=422, condition_forms=form)


def _as_initial(screening: Screening) -> list[dict[str, Any]]:
    return [
        {"text": c.text, "owner": c.owner, "due_on": c.due_on, "before_signature": c.before_signature}
        for c in proposed(screening, on=clock.today())
    ]


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix the rating and hand over to whoever decides."""
    screening = at_the_desk(request, pk)
    form = SubmitForm(request.POST)
    sent = submitted(
        form,
        lambda told: submission.submit(
            by=request.user,
            screening_id=pk,
            rating=told["rating"],
            justification=told["justification"],
            version=told["version"],
        ),
    )
    if sent:
        said = {"rating": Rating(sent.rating).label}
        messages.success(request, _("Submitted with the rating “%(rating)s”. Those who decide are told.") % said)
        return redirect("duediligence:screening", pk=pk)
    return page(request, desk_of(screening, on=clock.today()), status=422, submit_form=form)
