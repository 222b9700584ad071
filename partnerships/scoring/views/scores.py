"""The score card and the deal-breakers of a partnership."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core.forms import submit
from crm.core.verdict import Verdict

from ...models import DealBreaker, Engagement
from .. import policies
from ..forms import DealBreakerForm, ResolveForm, ScoreForm
from ..selectors import Card, card_of
from ..services import deal_breakers
from ..services.scores import set_scores


def _partnership(request: SignedInRequest, pk: int) -> Engagement:
    rows: Any = Engagement.objects.visible_to(request.user).partnerships().select_related("lead_office__parent")
    return get_object_or_404(rows, pk=pk)


def _may_score(request: SignedInRequest, partnership: Engagement) -> Verdict:
    offices = partnership.offices.values_list("pk", flat=True)
    return policies.may_score(access(request.user), partnership, list(offices))


def _back(pk: int, part: str) -> str:
    return f"{reverse('partnerships:partnership_detail', args=[pk])}#{part}"


@login_required
@require_http_methods(["GET", "POST"])
def score(request: SignedInRequest, pk: int) -> HttpResponse:
    partnership = _partnership(request, pk)
    _may_score(request, partnership).require()
    card = card_of(partnership)
    form = ScoreForm(request.POST or None, factors=card.factors, scores=card.scores)

    def deed(_said: dict[str, Any]) -> Card:
        return set_scores(by=request.user, partnership_id=pk, scores=form.told())

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("The scores are kept."))
        return redirect(_back(pk, "score"))
    context = {"form": form, "partnership": partnership, "back": _back(pk, "score")}
    return render(request, "partnerships/scoring/score_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def deal_breaker_add(request: SignedInRequest, pk: int) -> HttpResponse:
    partnership = _partnership(request, pk)
    _may_score(request, partnership).require()
    form = DealBreakerForm(request.POST or None)

    def deed(said: dict[str, Any]) -> DealBreaker:
        return deal_breakers.raise_deal_breaker(by=request.user, partnership_id=pk, **said)

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("The deal-breaker is entered."))
        return redirect(_back(pk, "deal-breakers"))
    context = {"form": form, "partnership": partnership, "back": _back(pk, "deal-breakers")}
    return render(request, "partnerships/scoring/deal_breaker_form.html", context)


def _deal_breaker(request: SignedInRequest, pk: int) -> DealBreaker:
    rows = DealBreaker.objects.filter(partnership__binned_at=None)
    return get_object_or_404(rows.select_related("partnership__lead_office__parent"), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def deal_breaker_resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _deal_breaker(request, pk)
    _may_score(request, row.partnership).require()
    form = ResolveForm(request.POST or None, initial={"version": row.version})

    def deed(said: dict[str, Any]) -> DealBreaker:
        return deal_breakers.resolve_deal_breaker(by=request.user, deal_breaker_id=pk, **said)

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("The deal-breaker is resolved."))
        return redirect(_back(row.partnership_id, "deal-breakers"))
    context = {"form": form, "row": row, "partnership": row.partnership}
    context["back"] = _back(row.partnership_id, "deal-breakers")
    return render(request, "partnerships/scoring/deal_breaker_form.html", context)


@login_required
@require_POST
def deal_breaker_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _deal_breaker(request, pk)
    deal_breakers.reopen_deal_breaker(by=request.user, deal_breaker_id=pk)
    messages.success(request, _("The deal-breaker is open again."))
    return redirect(_back(row.partnership_id, "deal-breakers"))
