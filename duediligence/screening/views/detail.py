"""The page of a screening, for everyone: where it is, who holds it, what was decided and why."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from crm.accounts.access import access
from crm.core import clock

from ...models import Clearance, Screening
from ..policies import research as policies
from ..policies.decisions import may_withdraw
from ..policies.requests import may_send
from ..selectors.desk import desk_of
from ..selectors.routes import current_step
from ..selectors.standing import standing
from .words import rating_context


@login_required
@require_GET
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Screening.objects.visible_to(request.user).select_related(
        "company__parent", "office__parent", "requested_by", "researcher", "submitted_by", "authority"
    )
    found = get_object_or_404(rows, pk=pk)
    if may_send(request.user, found):
        return redirect("duediligence:request_plan", pk=pk)
    return render(request, "duediligence/screening.html", _context(request, found))


def _context(request: HttpRequest, found: Screening) -> dict[str, Any]:
    held, today = access(request.user), clock.today()
    step = current_step(found)
    route = list(found.route.select_related("office", "decided_by", "on_behalf_of", "authority"))
    desk = desk_of(found, on=today, decided=not policies.is_open(found))
    return {
        "screening": found,
        "standing": standing(found, step, on=today),
        "route": route,
        "clearance": Clearance.objects.filter(screening=found).first(),
        "desk": desk,
        "conditions": found.conditions.select_related("owner", "settled_by"),
        "moves": found.moves.select_related("by", "on_behalf_of"),
        "may_research": policies.may_research(held, found),
        "may_withdraw": may_withdraw(request.user, found),
        "reads_confidential": policies.may_read_confidential(held, found, route),
        **rating_context(desk),
    }
