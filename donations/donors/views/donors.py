"""Donors: the list, one with what they gave, the form, and the type-ahead."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core.forms import submit
from crm.listing.views.table import TableView

from ...enums import DonorKind
from ...models import Donation, Donor
from ...registries import donor_panels
from .. import policies, selectors
from ..forms import DonorForm
from ..services import donors

SHOWN = 25


class DonorList(TableView):
    table_key = "donors"


@login_required
@require_GET
def donor_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row, held = donor_of(request, pk), access(request.user)
    gifts = Donation.objects.visible_to(request.user).filter(donor=row).select_related("cause", "office")
    found = [(panel, panel.context(row, request.user)) for panel in donor_panels]
    context = {
        "row": row,
        "name": selectors.name_of(row),
        "details": row.details if row.kind == DonorKind.PERSON and row.named and hasattr(row, "details") else None,
        "gifts": list(gifts.order_by("-received_on", "-pk")[:SHOWN]),
        "years": selectors.giving_of(row, request.user),
        "panels": [(panel, told) for panel, told in found if told is not None],
        "may_change": policies.may_change(held, row, donors.offices_of(row)),
        "may_enter": policies.may_work(held),
    }
    return render(request, "donations/donors/donor_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def donor_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = donor_of(request, pk)
    policies.may_change(access(request.user), row, donors.offices_of(row)).require()
    form = DonorForm(request.POST or None, kind=row.kind, initial=DonorForm.first(row))

    def deed(said: dict[str, Any]) -> Donor:
        return donors.edit_donor(by=request.user, donor_id=pk, changes=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("donations:donor", pk=pk)
    context = {"form": form, "row": row, "name": selectors.name_of(row)}
    return render(request, "donations/donors/donor_form.html", context)


@login_required
@require_GET
def donor_suggest(request: SignedInRequest) -> JsonResponse:
    """For type-aheads: donors whom the person may read, by name or e-mail, their office as hint."""
    found = selectors.donors_like(request.user, request.GET.get("q", ""))
    hits = [{"id": row.pk, "name": selectors.name_of(row), "hint": row.office.name} for row in found]
    return JsonResponse({"results": hits})


def donor_of(request: SignedInRequest, pk: int) -> Any:
    row = selectors.shown_donor(request.user, pk)
    if row is None:
        raise Http404
    return row
