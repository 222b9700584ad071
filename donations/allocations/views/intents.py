"""Questions about what a gift may be used for, from the gift's page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core.forms import submit

from ...donors.policies import may_keep_for
from ...enums import IntentAnswer
from ...models import Donation, IntentQuestion
from .. import policies
from ..forms import AnswerForm, AskForm
from ..services import intents


@login_required
@require_http_methods(["GET", "POST"])
def intent_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    rows: Any = Donation.objects.visible_to(request.user)
    donation = get_object_or_404(rows, pk=pk)
    may_keep_for(access(request.user), donation.office_id).require()
    form = AskForm(request.POST or None)

    def deed(said: dict[str, Any]) -> IntentQuestion:
        return intents.ask(by=request.user, donation_id=pk, **said)

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("The question is noted. Nothing of the gift is allocated before it is answered."))
        return redirect(_gift(pk))
    context = {"form": form, "donation": donation, "back": _gift(pk)}
    return render(request, "donations/allocations/ask_form.html", context, status=_status(request))


@login_required
@require_http_methods(["GET", "POST"])
def intent_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    rows: Any = IntentQuestion.objects.visible_to(request.user).select_related("donation__cause", "asked_by")
    question = get_object_or_404(rows, pk=pk)
    policies.may_answer(access(request.user), question).require()
    form = AnswerForm(request.POST or None, initial={"version": question.version})

    def deed(_said: dict[str, Any]) -> IntentQuestion:
        return intents.answer(by=request.user, question_id=pk, **form.told())

    if request.method == "POST" and (done := submit(form, deed)) is not None:
        messages.success(request, _answered(done))
        return redirect(_gift(question.donation_id))
    context = {"form": form, "question": question, "back": _gift(question.donation_id)}
    return render(request, "donations/allocations/answer_form.html", context, status=_status(request))


def _answered(question: IntentQuestion) -> str:
    if question.answer == IntentAnswer.RETURN:
        return _("The answer is kept. Now give the gift back.")
    return _("The answer is kept. The gift can be allocated by it.")


def _gift(pk: int) -> str:
    return reverse("donations:donation", args=[pk])


def _status(request: SignedInRequest) -> int:
    return 422 if request.method == "POST" else 200
