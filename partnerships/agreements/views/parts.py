"""What belongs to an agreement: its clauses, the decision on its renewal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.accounts.access import access
from crm.core import clock
from crm.core.errors import Conflict
from crm.core.forms import submit

from ...engagements import policies as engagement_policies
from ...engagements.services import writing
from ...engagements.views.engagements import found
from ...enums import EngagementKind
from ...models import Clause, Engagement
from .. import policies, selectors
from ..forms import ClauseForm, RenewalForm, SettleForm
from ..services import clauses, renewals


@login_required
@require_http_methods(["GET", "POST"])
def clause_add(request: Any, pk: int) -> HttpResponse:
    row = _changeable(request, pk)
    form = ClauseForm(request.POST or None, initial={"raised_on": clock.today()})
    if form.is_bound and submit(form, lambda told: clauses.raise_clause(by=request.user, partnership_id=pk, **told)):
        messages.success(request, _("Saved."))
        return _back(row)
    return _draw(request, row, form, _("Raise a clause"))


@login_required
@require_http_methods(["GET", "POST"])
def clause_settle(request: Any, pk: int) -> HttpResponse:
    clause = _clause(pk)
    row = _changeable(request, clause.agreement.engagement_id)
    form = SettleForm(request.POST or None, initial={"settled_on": clock.today(), "version": clause.version})
    if form.is_bound and submit(form, lambda told: clauses.settle_clause(by=request.user, clause_id=pk, **told)):
        messages.success(request, _("Saved."))
        return _back(row)
    return _draw(request, row, form, _("Settle: %(clause)s") % {"clause": clause.get_subject_display()})


@login_required
@require_POST
def clause_reopen(request: Any, pk: int) -> HttpResponse:
    row = _changeable(request, _clause(pk).agreement.engagement_id)
    try:
        clauses.reopen_clause(by=request.user, clause_id=pk)
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    return _back(row)


@login_required
@require_http_methods(["GET", "POST"])
def renewal(request: Any, pk: int) -> HttpResponse:
    """The decision, beside how every company is cleared now."""
    row = found(request, pk, EngagementKind.PARTNERSHIP)
    known, held = selectors.agreement_of(row), access(request.user)
    may = policies.may_decide_renewal(held, row, known)
    if request.method == "POST":
        may.require_person()
    may.require()
    cleared = selectors.cleared(row.partners.select_related("company"), on=clock.today())
    form = RenewalForm(request.POST or None, initial={"version": known.version if known else None})
    if form.is_bound and submit(form, lambda told: _decide(request, row, told)):
        messages.success(request, _("Recorded, and visible to everybody."))
        return _back(row)
    told = {"agreement": known, "cleared": cleared, "may_renew": policies.may_renew_under(cleared)}
    return _draw(request, row, form, _("Does the agreement go on?"), template="renewal_form", **told)


def _decide(request: Any, row: Engagement, told: dict[str, Any]) -> Any:
    return renewals.decide_renewal(
        by=request.user,
        partnership_id=row.pk,
        until=told["ends_on"] if told["decision"] == "renew" else None,
        reason=told["reason"],
        version=told["version"],
    )


def _clause(pk: int) -> Clause:
    return get_object_or_404(Clause.objects.select_related("agreement"), pk=pk)


def _changeable(request: Any, pk: int) -> Engagement:
    row = found(request, pk, EngagementKind.PARTNERSHIP)
    engagement_policies.may_change(access(request.user), row, writing.office_ids(row)).require()
    return row


def _back(row: Engagement) -> HttpResponse:
    return redirect(f"{reverse('partnerships:partnership_detail', args=[row.pk])}#agreement")


def _draw(
    request: Any, row: Engagement, form: Any, title: str, template: str = "part_form", **more: Any
) -> HttpResponse:
    context = {"engagement": row, "form": form, "title": title, **more}
    status = 409 if form.is_bound else 200
    return render(request, f"partnerships/agreements/{template}.html", context, status=status)
