"""Running partnerships whose clearance no longer stands: the list, the ruling, another clearance to rely on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.core import clock
from crm.core.errors import Conflict
from crm.core.forms import submit

from ...engagements import policies as engagement_policies
from ...engagements.services import writing
from ...engagements.views.engagements import found
from ...enums import EngagementKind
from ...models import Engagement, Partner
from .. import policies, selectors
from ..forms import RulingForm
from ..services import lapses
from ..tabs import pipeline_tabs


@login_required
@require_GET
def lapse_list(request: Any) -> HttpResponse:
    """All of them, what waits longest first."""
    today = clock.today()
    rows = selectors.lapses(selectors.lapsed_partners(on=today), on=today)
    return render(request, "partnerships/pipeline/lapse_list.html", {"lapses": rows, "tabs": pipeline_tabs("lapsed")})


@login_required
@require_http_methods(["GET", "POST"])
def lapse_rule(request: Any, pk: int) -> HttpResponse:
    """`pk` is the partner's: one company of one partnership."""
    row = _partnership_of(request, pk)
    lapse = next((each for each in selectors.lapses_of(row, on=clock.today()) if each.partner.pk == pk), None)
    if lapse is None:
        messages.info(request, _("This clearance stands: there is nothing to rule on."))
        return redirect("partnerships:partnership_detail", pk=row.pk)
    policies.may_rule(access(request.user), lapse).require()
    form = RulingForm(request.POST or None, initial={"version": row.version})
    if form.is_bound and submit(form, lambda told: lapses.rule_on_lapse(by=request.user, partner_id=pk, **told)):
        messages.success(request, _("Recorded, and visible to everybody."))
        return redirect("partnerships:partnership_detail", pk=row.pk)
    context = {"engagement": row, "lapse": lapse, "form": form}
    return render(request, "partnerships/pipeline/lapse_rule.html", context, status=409 if form.is_bound else 200)


@login_required
@require_POST
def lapse_rely(request: Any, pk: int) -> HttpResponse:
    row = _partnership_of(request, pk)
    engagement_policies.may_change(access(request.user), row, writing.office_ids(row)).require()
    said = _("It relies on the newer clearance now.")
    return _tried(request, row, lambda: lapses.rely_on_newer(by=request.user, partner_id=pk), said)


@login_required
@require_POST
def partnership_take_up(request: Any, pk: int) -> HttpResponse:
    row = found(request, pk, EngagementKind.PARTNERSHIP)
    policies.may_take_up_again(access(request.user), row, ()).require_person()
    said = _("The pause is over.")
    return _tried(request, row, lambda: lapses.take_up_again(by=request.user, partnership_id=pk), said)


def _tried(request: Any, row: Engagement, deed: Callable[[], Any], said: str) -> HttpResponse:
    try:
        deed()
    except (Conflict, ValidationError) as refusal:
        messages.error(request, str(refusal.reason if isinstance(refusal, Conflict) else refusal.messages[0]))
    else:
        messages.success(request, said)
    return redirect("partnerships:partnership_detail", pk=row.pk)


def _partnership_of(request: Any, partner_id: int) -> Engagement:
    partner = get_object_or_404(Partner, pk=partner_id)
    return found(request, partner.engagement_id, EngagementKind.PARTNERSHIP)
