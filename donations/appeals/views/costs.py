"""What an appeal cost."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core import clock
from crm.core.buttons import press, seen
from crm.core.forms import submit

from ...models import AppealCost
from .. import policies
from ..forms import FIELD_OF, CostForm
from ..services import costs
from .appeals import appeal_of


@login_required
@require_http_methods(["GET", "POST"])
def cost_add(request: SignedInRequest, pk: int) -> HttpResponse:
    appeal = appeal_of(request, pk)
    policies.may_keep_costs(access(request.user), appeal).require()
    form = CostForm(request.POST or None, initial={"spent_on": clock.today()})

    def deed(_said: dict[str, Any]) -> AppealCost:
        return costs.add_cost(by=request.user, appeal_id=pk, data=form.as_data())

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("Saved."))
        return redirect("donations:appeal", pk=pk)
    return _page(request, {"form": form, "appeal": appeal})


@login_required
@require_http_methods(["GET", "POST"])
def cost_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    cost = get_object_or_404(AppealCost, pk=pk)
    appeal = appeal_of(request, cost.appeal_id)
    policies.may_keep_costs(access(request.user), appeal).require()
    form = CostForm(request.POST or None, initial=CostForm.first(cost))

    def deed(said: dict[str, Any]) -> AppealCost:
        return costs.edit_cost(by=request.user, cost_id=pk, changes=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("Saved."))
        return redirect("donations:appeal", pk=appeal.pk)
    return _page(request, {"form": form, "appeal": appeal, "row": cost})


@login_required
@require_POST
def cost_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    cost = get_object_or_404(AppealCost, pk=pk)
    appeal = appeal_of(request, cost.appeal_id)
    done = _("The cost is taken out. The history keeps it.")
    return press(
        request,
        lambda: costs.drop_cost(by=request.user, cost_id=pk, version=seen(request)),
        done,
        "donations:appeal",
        appeal.pk,
    )


def _page(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "donations/appeals/cost_form.html", context, status=status)
