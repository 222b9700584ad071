"""Reviews, conditions and raised risks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.core import clock

from ...clearances.policies import may_raise
from ...clearances.services import rises
from ...models import Clearance, Condition, Review
from .. import policies, selectors
from ..forms import RaiseForm, ReviewForm, SettleForm
from ..services import conditions, reviews
from .doing import done

SHOWN = 200


@login_required
@require_GET
def review_list(request: HttpRequest) -> HttpResponse:
    """What is due of my offices, lapsed first, and the conditions that I own."""
    context = {
        "reviews": selectors.reviews_of(request.user)[:SHOWN],
        "conditions": selectors.conditions_of(request.user)[:SHOWN],
    }
    return render(request, "duediligence/review_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Review.objects.select_related("clearance__company", "office", "done_by"), pk=pk)
    may = policies.may_review(request.user, row)
    if request.method == "POST":
        may.require_person()
    form = ReviewForm(request.POST or None, initial={"version": row.version})
    if form.is_bound and form.is_valid():
        said = _("Recorded. The next review is planned by itself.")
        if done(request, form, reviews.complete_review, said, review_id=pk, **form.cleaned_data):
            return redirect("duediligence:clearance", pk=row.clearance_id)
    return render(request, "duediligence/review.html", {"review": row, "form": form, "may": may})


@login_required
@require_http_methods(["GET", "POST"])
def condition(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Condition.objects.select_related("screening__company", "owner", "settled_by")
    row = get_object_or_404(rows, pk=pk)
    may_settle, may_waive = policies.may_settle(request.user, row), policies.may_waive(request.user, row)
    waived = "waive" in request.POST
    if request.method == "POST":
        (may_waive if waived else may_settle).require_person()
    form = SettleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        told = {"condition_id": pk, "note": form.cleaned_data["note"], "waived": waived}
        if done(request, form, conditions.settle_condition, _("Recorded, and visible to everybody."), **told):
            return redirect("duediligence:condition", pk=pk)
    context = {"condition": row, "form": form, "may_settle": may_settle, "may_waive": may_waive}
    return render(request, "duediligence/condition.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def raise_risk(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Clearance.objects.visible_to(request.user).with_state(on=clock.today())
    clearance = get_object_or_404(rows.select_related("company", "screening__office__parent"), pk=pk)
    may_raise(request.user, clearance).require()
    form = RaiseForm(request.POST or None, above=clearance.rating)
    if form.is_bound and form.is_valid():
        said = _("Recorded. All who must know are told.")
        if done(request, form, rises.raise_risk, said, clearance_id=pk, **form.cleaned_data):
            return redirect("duediligence:clearance", pk=pk)
    return render(request, "duediligence/raise_risk.html", {"clearance": clearance, "form": form})
