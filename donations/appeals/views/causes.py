"""The causes: everybody may read them, headquarters keep them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core.forms import submit

from ...models import Cause
from .. import policies
from ..forms import CauseForm
from ..services import causes


@login_required
@require_GET
def cause_list(request: SignedInRequest) -> HttpResponse:
    rows = Cause.objects.order_by("retired", "position", "code")
    may_keep = policies.may_keep_causes(access(request.user))
    return render(request, "donations/appeals/cause_list.html", {"rows": rows, "may_keep": may_keep})


@login_required
@require_http_methods(["GET", "POST"])
def cause_add(request: SignedInRequest) -> HttpResponse:
    policies.may_keep_causes(access(request.user)).require()
    form = CauseForm(request.POST or None)
    if request.method == "POST":
        made = submit(form, lambda _said: causes.add_cause(by=request.user, data=form.as_data()))
        if made:
            messages.success(request, _("The cause is entered. Gifts and appeals can name it."))
            return redirect("donations:cause_list")
    return _page(request, {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def cause_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Cause, pk=pk)
    policies.may_keep_causes(access(request.user)).require()
    form = CauseForm(request.POST or None, initial=CauseForm.first(row))

    def deed(said: dict[str, Any]) -> Cause:
        return causes.edit_cause(by=request.user, cause_id=pk, changes=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("donations:cause_list")
    return _page(request, {"form": form, "row": row})


def _page(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "donations/appeals/cause_form.html", context, status=status)
