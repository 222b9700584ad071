"""What headquarters sets for the pipeline; everybody reads it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.core import clock
from crm.core.forms import submit

from .. import policies, selectors
from ..forms import SettingsForm
from ..services.settings import set_pipeline
from ..tabs import pipeline_tabs


@login_required
@require_http_methods(["GET", "POST"])
def pipeline_settings(request: Any) -> HttpResponse:
    """Before it is saved it says how many partnerships would count as stalled."""
    row, may = selectors.settings(), policies.may_set(access(request.user))
    if request.method == "POST":
        may.require()
    form = SettingsForm(request.POST or None, initial={"stalled_days": row.stalled_days, "version": row.version})
    touched = None
    if form.is_bound and "look" in request.POST and form.is_valid():
        touched = selectors.stalled_count(on=clock.today(), days=form.cleaned_data["stalled_days"])
    elif form.is_bound and submit(form, lambda told: set_pipeline(by=request.user, **told)):
        messages.success(request, _("Saved. It counts from now on."))
        return redirect("partnerships:pipeline_settings")
    context = {
        "row": row,
        "form": form,
        "may": may,
        "touched": touched,
        "now": selectors.stalled_count(on=clock.today(), days=row.stalled_days),
        "tabs": pipeline_tabs("settings"),
    }
    return render(
        request, "partnerships/pipeline/settings.html", context, status=422 if form.is_bound and form.errors else 200
    )
