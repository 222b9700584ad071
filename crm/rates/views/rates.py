"""The table of exchange rates, and setting one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.requests import SignedInRequest
from crm.core import clock
from crm.core.forms import submit
from crm.listing.views.table import TableView

from .. import policies
from ..currencies import label
from ..forms import CorrectionForm, RateForm
from ..models import ExchangeRate
from ..services.rates import add_rate, correct_rate


class RateList(TableView):
    table_key = "rates"
    template_name = "rates/rate_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_set=policies.may_set_rates(self.request.user), **kwargs)


@login_required
@require_http_methods(["GET", "POST"])
def rate_add(request: SignedInRequest) -> HttpResponse:
    policies.may_set_rates(request.user).require()
    first = {"month": clock.today().replace(day=1), "currency": request.GET.get("currency", "")}
    form = RateForm(request.POST or None, initial=first)

    def deed(said: dict[str, Any]) -> ExchangeRate:
        return add_rate(by=request.user, **{name: value for name, value in said.items() if name != "version"})

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("The rate is set."))
        return redirect("rates:list")
    return render(request, "rates/rate_form.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def rate_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody may look where a rate comes from; the form is for those who keep the rates."""
    rate = get_object_or_404(ExchangeRate.objects.visible_to(request.user), pk=pk)
    may_set = policies.may_set_rates(request.user)
    if request.method == "POST":
        may_set.require()
    first = {"units_per_usd": f"{rate.units_per_usd.normalize():f}", "source": rate.source, "version": rate.version}
    form = CorrectionForm(request.POST or None, initial=first)

    def deed(said: dict[str, Any]) -> ExchangeRate:
        return correct_rate(by=request.user, rate_id=pk, version=said.pop("version"), changes=said)

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("The rate is corrected. Amounts that were converted by it keep what they had."))
        return redirect("rates:list")
    context = {"form": form, "rate": rate, "may_set": may_set, "currency": label(rate.currency)}
    return render(request, "rates/rate_form.html", context)
