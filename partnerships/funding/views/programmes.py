"""Programmes with a matching target."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core.forms import submit
from crm.listing.views.table import TableView

from ...models import Programme
from .. import policies, presenters
from ..forms import FIELD_OF, ProgrammeForm
from ..selectors import by_country, engagements_of
from ..services.data import ProgrammeData
from ..services.programmes import add_programme, edit_programme


class ProgrammeList(TableView):
    table_key = "programmes"
    template_name = "partnerships/funding/programme_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        may_add = policies.may_keep_programmes(access(user))
        return super().get_context_data(may_add=may_add, **kwargs)


def _found(request: SignedInRequest, pk: int) -> Programme:
    rows: Any = Programme.objects.visible_to(request.user).with_sums()
    return get_object_or_404(rows.select_related("office__parent"), pk=pk)


@login_required
@require_GET
def programme_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    context = {
        "row": row,
        "chart": presenters.target_bars(row),
        "percent": presenters.percent(row),
        "countries": by_country(row),
        "engagements": engagements_of(row),
        "may_change": policies.may_keep_programmes(access(request.user), row),
    }
    return render(request, "partnerships/funding/programme_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def programme_add(request: SignedInRequest) -> HttpResponse:
    policies.may_keep_programmes(access(request.user)).require()
    form = ProgrammeForm(request.POST or None, initial={"office": request.user.office_id})
    if request.method == "POST":
        made = submit(
            form, lambda _said: add_programme(by=request.user, data=ProgrammeData(**form.told())), names=FIELD_OF
        )
        if made:
            messages.success(request, _("The programme is entered."))
            return redirect("partnerships:programme", pk=made.pk)
    return render(request, "partnerships/funding/programme_form.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def programme_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    policies.may_keep_programmes(access(request.user), row).require()
    names = ("name", "donor", "target_amount", "target_currency", "starts_on", "ends_on", "version")
    first = {name: getattr(row, name) for name in names} | {"office": row.office_id}
    form = ProgrammeForm(request.POST or None, initial=first)

    def deed(said: dict[str, Any]) -> Programme:
        return edit_programme(by=request.user, programme_id=pk, changes=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("Saved."))
        return redirect("partnerships:programme", pk=pk)
    return render(request, "partnerships/funding/programme_form.html", {"form": form, "row": row})
