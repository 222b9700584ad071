"""Appeals: the list, the page with yield and gifts, the form, two buttons."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.accounts.models import Office
from crm.accounts.requests import SignedInRequest
from crm.accounts.selectors import Access
from crm.core import clock
from crm.core.buttons import press, seen
from crm.core.forms import submit
from crm.listing.views.table import TableView

from ... import rights
from ...models import Appeal
from ...registries import appeal_panels
from .. import benchmarks, policies, presenters, selectors
from ..forms import FIELD_OF, AppealForm
from ..services import appeals


class AppealList(TableView):
    table_key = "appeals"
    template_name = "donations/appeals/appeal_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(may_add=policies.may_appeal(access(user)), **kwargs)


@login_required
@require_GET
def appeal_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row: Any = appeal_of(request, pk)
    held = access(request.user)
    found = [(panel, panel.context(row, request.user)) for panel in appeal_panels]
    context = {
        "row": row,
        "causes": list(row.causes.all()),
        "costs": list(row.costs.all()),
        "gifts": selectors.gifts_of(row, request.user),
        "progress": presenters.progress(row),
        "ratios": presenters.ratios(row),
        "gained": presenters.money_gained(row),
        "share": None if row.share is None else presenters.percent(row.share),
        "ratio": None if row.cost_ratio is None else presenters.percent(row.cost_ratio),
        "source": benchmarks.SOURCE,
        "panels": [(panel, told) for panel, told in found if told is not None],
        "may_work": policies.may_appeal_for(held, row.office_id),
        "may_change": policies.may_change(held, row),
        "may_keep_costs": policies.may_keep_costs(held, row),
        "may_open": policies.may_open(held, row),
        "may_close": policies.may_close(held, row),
    }
    return render(request, "donations/appeals/appeal_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def appeal_add(request: SignedInRequest) -> HttpResponse:
    held = access(request.user)
    policies.may_appeal(held).require()
    first = {"office": request.user.office_id, "starts_on": clock.today()}
    form = AppealForm(request.POST or None, initial=first, offices=_offices(held))
    if request.method == "POST":
        made = submit(form, lambda _said: appeals.add_appeal(by=request.user, data=form.as_data()), names=FIELD_OF)
        if made:
            messages.success(request, _("The appeal is drafted. Open it, and it takes gifts."))
            return redirect("donations:appeal", pk=made.pk)
    return render(request, "donations/appeals/appeal_form.html", {"form": form}, status=_status(request))


@login_required
@require_http_methods(["GET", "POST"])
def appeal_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row, held = appeal_of(request, pk), access(request.user)
    policies.may_change(held, row).require()
    form = AppealForm(
        request.POST or None, initial=AppealForm.first(row), offices=_offices(held, row.office_id), appeal=row
    )

    def deed(said: dict[str, Any]) -> Appeal:
        return appeals.edit_appeal(by=request.user, appeal_id=pk, changes=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("Saved."))
        return redirect("donations:appeal", pk=pk)
    return render(request, "donations/appeals/appeal_form.html", {"form": form, "row": row}, status=_status(request))


@login_required
@require_POST
def appeal_open(request: SignedInRequest, pk: int) -> HttpResponse:
    appeal_of(request, pk)
    deed = partial(appeals.open_appeal, by=request.user, appeal_id=pk, version=seen(request))
    return press(request, deed, _("The appeal is open and takes gifts."), "donations:appeal", pk)


@login_required
@require_POST
def appeal_close(request: SignedInRequest, pk: int) -> HttpResponse:
    appeal_of(request, pk)
    deed = partial(appeals.close_appeal, by=request.user, appeal_id=pk, version=seen(request))
    return press(request, deed, _("The appeal is closed. It takes no new gift."), "donations:appeal", pk)


def appeal_of(request: SignedInRequest, pk: int) -> Appeal:
    return get_object_or_404(selectors.shown_appeals(request.user), pk=pk)


def _offices(held: Access, *kept: int) -> Any:
    """Those for which the person may appeal; of the partnerships team all."""
    rows = Office.objects.order_by("name")
    return rows if rights.of_headquarters(held) else rows.filter(pk__in=rights.kept_offices(held) | set(kept))


def _status(request: SignedInRequest) -> int:
    return 422 if request.method == "POST" else 200
