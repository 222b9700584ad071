"""Destinations: the list, the page with what was allocated to one, the form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core import clock
from crm.core.forms import submit
from crm.listing.views.table import TableView

from ...models import Allocation, Destination
from .. import policies, presenters, selectors
from ..forms import DestinationForm
from ..services.destinations import add_destination, edit_destination


class DestinationList(TableView):
    table_key = "destinations"
    template_name = "donations/allocations/destination_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(may_add=policies.may_keep_destinations(access(user)), **kwargs)


@login_required
@require_GET
def destination_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    allocations: Any = Allocation.objects.visible_to(request.user).filter(destination=row)
    listed = list(allocations.select_related("cause", "proposed_by")[: selectors.SHOWN])
    context = {
        "row": row,
        "closed": row.closed_on is not None and row.closed_on <= clock.today(),
        "causes": list(row.causes.all()),
        "sources": [(presenters.source(cause), usd) for cause, usd in selectors.sources_of(row)],
        "allocations": [(each, presenters.source(each.cause)) for each in listed],
        "may_change": policies.may_keep_destinations(access(request.user)),
    }
    return render(request, "donations/allocations/destination_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def destination_add(request: SignedInRequest) -> HttpResponse:
    policies.may_keep_destinations(access(request.user)).require()
    form = DestinationForm(request.POST or None, initial={"office": request.user.office_id})
    if request.method == "POST":
        made = submit(form, lambda _said: add_destination(by=request.user, data=form.as_data()))
        if made:
            messages.success(request, _("The destination is entered. Money can be allocated to it."))
            return redirect("donations:destination", pk=made.pk)
    return _page(request, {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def destination_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    policies.may_keep_destinations(access(request.user)).require()
    form = DestinationForm(request.POST or None, initial=DestinationForm.first(row), row=row)

    def deed(said: dict[str, Any]) -> Destination:
        return edit_destination(by=request.user, destination_id=pk, changes=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("donations:destination", pk=pk)
    return _page(request, {"form": form, "row": row})


def _found(request: SignedInRequest, pk: int) -> Destination:
    rows: Any = Destination.objects.visible_to(request.user).with_sums()
    return get_object_or_404(rows.select_related("office"), pk=pk)


def _page(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "donations/allocations/destination_form.html", context, status=status)
