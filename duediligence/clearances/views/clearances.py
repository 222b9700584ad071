"""Clearances: the list, lapsed first; one with its history, held back or given again; the marks of contagion."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.core import clock
from crm.core.errors import Conflict
from crm.core.verdict import Verdict
from crm.listing.views.table import TableView

from ...models import Clearance, ContagionMark
from .. import policies, selectors
from ..services import changes, contagion

_DEEDS = {"suspend": changes.suspend, "reinstate": changes.reinstate, "revoke": changes.revoke}


def _may_reinstate(user: Any, clearance: Clearance) -> Verdict:
    return policies.may_reinstate(user, clearance, listed=selectors.listed_by_the_un(clearance.company_id))


_MAY = {"suspend": policies.may_suspend, "reinstate": _may_reinstate, "revoke": policies.may_revoke}


class ClearanceList(TableView):
    table_key = "clearances"
    template_name = "duediligence/clearance_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(marks=selectors.marks_to_settle()[:20], **kwargs)


@login_required
@require_GET
def clearance_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Clearance.objects.visible_to(request.user).with_state(on=clock.today())
    clearance = get_object_or_404(
        rows.select_related("company", "screening__office__parent", "screening__requested_by"), pk=pk
    )
    return render(
        request,
        "duediligence/clearance_detail.html",
        {
            "clearance": clearance,
            "changes": clearance.changes.select_related("by", "on_behalf_of", "hit__party", "hit__entry__watchlist"),
            "rises": list(clearance.rises.select_related("by", "hit__party", "hit__entry__watchlist")),
            "conditions": clearance.screening.conditions.select_related("owner", "settled_by"),
            "may_raise": policies.may_raise(request.user, clearance),
            "may": {deed: may(request.user, clearance) for deed, may in _MAY.items()},
        },
    )


@login_required
@require_POST
def clearance_change(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    clearance = get_object_or_404(Clearance.objects.visible_to(request.user), pk=pk)
    _MAY[deed](request.user, clearance).require_person()
    try:
        _DEEDS[deed](by=request.user, clearance_id=pk, reason=request.POST.get("reason", ""))
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Recorded, and visible to everybody."))
    return redirect("duediligence:clearance", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a company of a group is to be looked at again, and what the look found."""
    row = get_object_or_404(ContagionMark.objects.select_related("company", "source__company"), pk=pk)
    if request.method == "POST":
        policies.may_settle_mark(request.user).require()
        try:
            contagion.settle_mark(by=request.user, mark_id=pk, reason=request.POST.get("reason", ""))
        except Conflict as refusal:
            messages.error(request, str(refusal.reason))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Recorded."))
            return redirect("companies:detail", pk=row.company_id)
    context = {"mark": row, "path": selectors.path_names(row), "may_settle": policies.may_settle_mark(request.user)}
    return render(request, "duediligence/mark.html", context)
