"""Person-days charged to an engagement."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core import clock
from crm.core.forms import submit

from ...models import Engagement, StaffTime
from ..forms import StaffTimeForm
from ..policies import may_charge_for
from ..rights import chargeable_offices
from ..services.data import StaffTimeData
from ..services.staff_time import charge_days, drop_days, edit_days
from .shared import engagement_of, page_of


@login_required
@require_http_methods(["GET", "POST"])
def staff_time_add(request: SignedInRequest, pk: int) -> HttpResponse:
    engagement = engagement_of(request.user, pk)
    may_charge_for(access(request.user), request.user.office_id or 0).require()
    first = {"office": request.user.office_id, "month": clock.today().replace(day=1)}
    form = _form(request, engagement, first)
    if request.method == "POST":
        made = submit(
            form, lambda _said: charge_days(by=request.user, engagement_id=pk, data=StaffTimeData(**form.told()))
        )
        if made:
            messages.success(request, _("The person-days are charged."))
            return redirect(page_of(engagement, "staff-time"))
    return _answer(request, form, engagement)


@login_required
@require_http_methods(["GET", "POST"])
def staff_time_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    may_charge_for(access(request.user), row.office_id).require()
    names = ("month", "days", "note", "version")
    first = {name: getattr(row, name) for name in names} | {"office": row.office_id, "person": row.person_id}
    form = _form(request, row.engagement, first)

    def deed(said: dict[str, Any]) -> StaffTime:
        return edit_days(by=request.user, staff_time_id=pk, changes=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect(page_of(row.engagement, "staff-time"))
    return _answer(request, form, row.engagement, row)


@login_required
@require_POST
def staff_time_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    drop_days(by=request.user, staff_time_id=pk)
    messages.success(request, _("The person-days are taken out. The history keeps them."))
    return redirect(page_of(row.engagement, "staff-time"))


def _found(request: SignedInRequest, pk: int) -> StaffTime:
    rows: Any = StaffTime.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("engagement", "office"), pk=pk)


def _form(request: SignedInRequest, engagement: Engagement, first: dict[str, Any]) -> StaffTimeForm:
    offices = chargeable_offices(access(request.user), engagement)
    return StaffTimeForm(request.POST or None, offices=offices, initial=first)


def _answer(
    request: SignedInRequest, form: StaffTimeForm, engagement: Engagement, row: StaffTime | None = None
) -> HttpResponse:
    context = {"form": form, "engagement": engagement, "row": row, "back": page_of(engagement, "staff-time")}
    return render(request, "partnerships/funding/staff_time_form.html", context)
