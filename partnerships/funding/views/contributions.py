"""Contributions: the list of all, one with its instalments, entering and changing them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.requests import SignedInRequest
from crm.core import clock
from crm.core.forms import submit
from crm.listing.views.table import TableView

from ...models import Contribution, Instalment
from ..forms import FIELD_OF, ContributionForm, InstalmentForm, NewContributionForm
from ..presenters import parts_of
from ..services import contributions, instalments
from .shared import contribution_of, engagement_of, may_change, page_of


class ContributionList(TableView):
    table_key = "contributions"


@login_required
@require_GET
def contribution_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row = contribution_of(request.user, pk)
    context = {
        "row": row,
        "parts": parts_of(row, on=clock.today()),
        "back": page_of(row.engagement),
        "may_change": may_change(request.user, row.engagement),
    }
    return render(request, "partnerships/funding/contribution_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def contribution_add(request: SignedInRequest, pk: int) -> HttpResponse:
    engagement = engagement_of(request.user, pk)
    may_change(request.user, engagement).require()
    form = NewContributionForm(request.POST or None, engagement=engagement, initial={"pledged_on": clock.today()})

    def deed(_said: dict[str, Any]) -> Contribution:
        return contributions.add_contribution(
            by=request.user, engagement_id=pk, data=form.as_data(), instalments=form.instalments()
        )

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("The contribution is entered."))
        return redirect(page_of(engagement))
    context = {"form": form, "engagement": engagement, "back": page_of(engagement)}
    return render(request, "partnerships/funding/contribution_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def contribution_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = contribution_of(request.user, pk)
    may_change(request.user, row.engagement).require()
    form = ContributionForm(request.POST or None, engagement=row.engagement, initial=ContributionForm.first(row))

    def deed(said: dict[str, Any]) -> Contribution:
        return contributions.edit_contribution(
            by=request.user, contribution_id=pk, changes=form.told(), version=said["version"]
        )

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("Saved."))
        return redirect("partnerships:contribution", pk=pk)
    context = {"form": form, "row": row, "engagement": row.engagement, "back": page_of(row.engagement)}
    return render(request, "partnerships/funding/contribution_form.html", context)


@login_required
@require_POST
def contribution_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    row = contribution_of(request.user, pk)
    contributions.drop_contribution(by=request.user, contribution_id=pk)
    messages.success(request, _("The contribution is taken out. The history keeps it."))
    return redirect(page_of(row.engagement))


@login_required
@require_http_methods(["GET", "POST"])
def instalment_add(request: SignedInRequest, pk: int) -> HttpResponse:
    row = contribution_of(request.user, pk)
    may_change(request.user, row.engagement).require()
    form = InstalmentForm(request.POST or None)

    def deed(_said: dict[str, Any]) -> Instalment:
        return instalments.add_instalment(by=request.user, contribution_id=pk, data=form.as_data())

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("Saved."))
        return redirect("partnerships:contribution", pk=pk)
    return render(request, "partnerships/funding/instalment_form.html", {"form": form, "row": row})


@login_required
@require_http_methods(["GET", "POST"])
def instalment_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Also where what came in is entered: the day and the amount are proposed."""
    part = get_object_or_404(Instalment, pk=pk)
    row = contribution_of(request.user, part.contribution_id)
    may_change(request.user, row.engagement).require()
    names = ("due_on", "due_amount", "received_on", "received_amount", "note", "version")
    first = {name: getattr(part, name) for name in names}
    if "received" in request.GET and not part.received_on:
        first |= {"received_on": clock.today(), "received_amount": part.due_amount}
    form = InstalmentForm(request.POST or None, initial=first)

    def deed(said: dict[str, Any]) -> Instalment:
        return instalments.edit_instalment(
            by=request.user, instalment_id=pk, changes=form.told(), version=said["version"]
        )

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("Saved."))
        return redirect("partnerships:contribution", pk=row.pk)
    return render(request, "partnerships/funding/instalment_form.html", {"form": form, "row": row, "part": part})


@login_required
@require_POST
def instalment_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    part = get_object_or_404(Instalment, pk=pk)
    row = contribution_of(request.user, part.contribution_id)
    instalments.drop_instalment(by=request.user, instalment_id=pk)
    messages.success(request, _("The instalment is taken out. The history keeps it."))
    return redirect("partnerships:contribution", pk=row.pk)
