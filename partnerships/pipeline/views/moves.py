"""Moving a partnership: from its own page, from the board, or on a page of its own where a reason is asked for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.core import clock
from crm.core.forms import submit
from crm.core.htmx import toast

from ...engagements import policies as engagement_policies
from ...engagements.services import writing
from ...engagements.views.engagements import found
from ...enums import EngagementKind, Stage
from ...models import Engagement
from .. import policies, selectors
from ..forms import MoveForm
from ..remedies import with_remedies
from ..requirements import missing
from ..services.moves import move


@login_required
@require_http_methods(["GET", "POST"])
def partnership_move(request: Any, pk: int) -> HttpResponse:
    """A refused move says all that is missing; to htmx, which draws the board, in one sentence."""
    row = found(request, pk, EngagementKind.PARTNERSHIP)
    offices = writing.office_ids(row)
    if request.method == "POST":
        engagement_policies.may_change(access(request.user), row, offices).require()
    facts = selectors.facts_of(row, on=clock.today())
    steps = policies.steps_of(access(request.user), row, offices, missing(facts, Stage.ACTIVE))
    target = request.POST.get("stage") or request.GET.get("stage") or ""
    bound = request.POST if request.method == "POST" else None
    told = {"stage": target, "version": row.version, "cause": request.GET.get("cause", "")}
    form = MoveForm(bound, steps=steps, target=target, initial=told)
    if form.is_bound and (moved := submit(form, lambda told: _moved(request, row, told))):
        said = _("It stands at “%(stage)s” now.") % {"stage": moved.get_stage_display()}
        if request.htmx:
            card = selectors.card_of(found(request, moved.pk, EngagementKind.PARTNERSHIP), on=clock.today())
            return toast(render(request, "partnerships/pipeline/_board_card.html", {"card": card}), said)
        messages.success(request, said)
        return redirect("partnerships:partnership_detail", pk=pk)
    if form.is_bound and request.htmx:
        return HttpResponse(_all_errors(form), status=409, content_type="text/plain")
    known = next((step for step in steps if step.target == target), None)
    context = {
        "engagement": row,
        "form": form,
        "step": known,
        "missing": with_remedies(row, missing(facts, target), facts.companies) if known else (),
    }
    return render(request, "partnerships/pipeline/move.html", context, status=409 if form.is_bound else 200)


def _moved(request: Any, row: Engagement, told: dict[str, Any]) -> Engagement:
    return move(
        by=request.user,
        partnership_id=row.pk,
        target=told["stage"],
        reason=told["reason"],
        cause=told["cause"],
        version=told["version"],
    )


def _all_errors(form: MoveForm) -> str:
    return " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)
