"""The queue of hits, and one hit with both sides."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.core.forms import submit
from crm.listing.views.table import TableView

from ...models import Hit, RiskRise
from .. import policies
from ..forms import ResolveForm
from ..hit_page import hit_context
from ..services import hits


class HitList(TableView):
    table_key = "hits"
    template_name = "duediligence/watchlists/hit_list.html"


@login_required
@require_http_methods(["GET", "POST"])
def hit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """POST clears or confirms it."""
    hit = _hit(request, pk)
    form = ResolveForm(request.POST or None, initial={"version": hit.version})
    if request.method == "POST":
        policies.may_resolve(request.user, hit).require_person()
        if submit(form, lambda told: hits.resolve(hit_id=pk, by=request.user, **told)):
            messages.success(request, _said(_hit(request, pk)))
            return redirect("duediligence:hit", pk=pk)
    context = hit_context(_hit(request, pk), request.user) | {"form": form}
    return render(request, "duediligence/watchlists/hit_detail.html", context, status=422 if form.errors else 200)


def _hit(request: HttpRequest, pk: int) -> Hit:
    rows = Hit.objects.visible_to(request.user).select_related(
        "party__screening__company", "party__screening__requested_by", "party__company", "party__contact",
        "entry__watchlist", "entry__closed_load", "load", "first_by", "resolved_by", "carried_from__party__screening",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


def _said(hit: Hit) -> Any:
    if hit.resolved_at is None:
        return _("Noted. A second person has to confirm it.")
    rises = RiskRise.objects.filter(hit=hit.carried_from or hit)
    if rises.filter(suspended=True).exists():
        return _("Confirmed. The clearance is suspended by the rule, and all who must know are told.")
    if rises.exists():
        return _("Confirmed. The risk of the clearance is raised by the rule, and all who must know are told.")
    return _("Noted. It is remembered until the entry changes.")
