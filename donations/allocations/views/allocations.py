"""Allocations: the list, the page with the gifts it drew on, proposing, and each deed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
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
from ...models import Allocation, Cause
from .. import policies, presenters, selectors
from ..forms import ApproveForm, ProposeForm, ReasonForm
from ..services import allocations


class AllocationList(TableView):
    table_key = "allocations"
    template_name = "donations/allocations/allocation_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(may_see=policies.may_see_pools(access(user)), **kwargs)


@login_required
@require_GET
def allocation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row, held = allocation_of(request, pk), access(request.user)
    drawn, count = selectors.drawn_on(row, request.user)
    context = {
        "row": row,
        "source": presenters.source(row.cause),
        "pool_url": presenters.pool_url(row.cause_id),
        "drawn": drawn,
        "drawn_count": count,
        "postings": list(row.postings.select_related("by")),
        "free": selectors.free(row.cause_id) if row.waits else None,
        "decides": bool(policies.deciding_roles(held)),
        "may_decide": policies.may_decide(held, row),
        "may_withdraw": policies.may_withdraw(held, row),
        "may_take_back": policies.may_take_back(held, row),
    }
    return render(request, "donations/allocations/allocation_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def allocation_propose(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """From the pool of a cause, or from what came without one."""
    cause = get_object_or_404(Cause, pk=pk) if pk else None
    held, today = access(request.user), clock.today()
    policies.may_propose(held).require()
    pool = selectors.pool_of(cause, on=today)
    form = ProposeForm(
        request.POST or None,
        initial={"office": request.user.office_id},
        destinations=selectors.destinations_for(pk, on=today),
        offices=_offices(held),
    )
    if request.method == "POST":
        made = submit(form, lambda _said: allocations.propose(by=request.user, data=form.as_data(pk)))
        if made:
            messages.success(request, _("The allocation is proposed. The partnerships team decides."))
            return redirect("donations:allocation", pk=made.pk)
    context = {"form": form, "pool": pool, "source": presenters.source(cause), "back": presenters.pool_url(pk)}
    return render(request, "donations/allocations/propose_form.html", context, status=_status(request))


@login_required
@require_http_methods(["GET", "POST"])
def allocation_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    row = allocation_of(request, pk)
    policies.may_decide(access(request.user), row).require()
    form = ApproveForm(request.POST or None, initial={"version": row.version})
    return _deed(request, row, form, allocations.approve, words=_approving())


@login_required
@require_http_methods(["GET", "POST"])
def allocation_reject(request: SignedInRequest, pk: int) -> HttpResponse:
    row = allocation_of(request, pk)
    policies.may_decide(access(request.user), row).require()
    form = ReasonForm(request.POST or None, initial={"version": row.version})
    words = (_("Reject the allocation"), _("Reject"), _("The allocation is rejected."))
    return _deed(request, row, form, allocations.reject, words=words)


@login_required
@require_http_methods(["GET", "POST"])
def allocation_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = allocation_of(request, pk)
    policies.may_take_back(access(request.user), row).require()
    form = ReasonForm(request.POST or None, initial={"version": row.version})
    words = (_("Take the allocation back"), _("Take back"), _("The money stands in the pool again."))
    return _deed(request, row, form, allocations.take_back, words=words)


@login_required
@require_POST
def allocation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    allocation_of(request, pk)
    deed = partial(allocations.withdraw, by=request.user, allocation_id=pk, version=seen(request))
    return press(request, deed, _("The allocation is withdrawn."), "donations:allocation", pk)


def allocation_of(request: SignedInRequest, pk: int) -> Allocation:
    rows: Any = Allocation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("cause", "destination", "office", "proposed_by", "decided_by"), pk=pk)


def _approving() -> tuple[str, str, str]:
    return _("Approve the allocation"), _("Approve"), _("The allocation is approved, and the money is drawn.")


def _deed(
    request: SignedInRequest,
    row: Allocation,
    form: Form,
    service: Callable[..., Allocation],
    *,
    words: tuple[str, str, str],
) -> HttpResponse:
    """`words`: the title of the page, the button, what is said when it is done."""
    title, button, done = words

    def deed(said: dict[str, Any]) -> Allocation:
        return service(by=request.user, allocation_id=row.pk, **said)

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, done)
        return redirect("donations:allocation", pk=row.pk)
    context = {"form": form, "row": row, "title": title, "button": button, "source": presenters.source(row.cause)}
    return render(request, "donations/allocations/deed_form.html", context, status=_status(request))


def _offices(held: Access) -> Any:
    rows = Office.objects.order_by("name")
    return rows if rights.of_headquarters(held) else rows.filter(pk__in=rights.kept_offices(held))


def _status(request: SignedInRequest) -> int:
    return 422 if request.method == "POST" else 200
