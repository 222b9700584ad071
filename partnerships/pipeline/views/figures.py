"""Cycle times: where partnerships wait, by stage, region and office."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from crm.accounts.models import Office
from crm.core import charts, clock
from crm.core.selects import Choice

from .. import selectors
from ..tabs import pipeline_tabs

_PERIODS = {"12": gettext_lazy("The last 12 months"), "36": gettext_lazy("The last 3 years"), "": gettext_lazy("All")}


class PeriodForm(forms.Form):
    months = forms.ChoiceField(
        label=gettext_lazy("Left the stage in"), choices=list(_PERIODS.items()), required=False, widget=Choice
    )
    office = forms.ModelChoiceField(
        label=gettext_lazy("Office or region"),
        queryset=Office.objects.order_by("path"),
        required=False,
        empty_label=gettext_lazy("Any office"),
        widget=Choice,
    )


@login_required
@require_GET
def cycle_times(request: Any) -> HttpResponse:
    form = PeriodForm(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    today = clock.today()
    since = today - relativedelta(months=int(told["months"])) if told.get("months") else date(1950, 1, 1)
    until = today + relativedelta(days=1)
    times = selectors.cycle_times(since=since, until=until, below=told.get("office"))
    medians = list(zip(times.stages, times.overall.cells(), strict=True))
    rows = [charts.Bar(str(stage.label), [median.days if median else 0]) for stage, median in medians]
    chart = charts.bars(
        title=_("Median days at a stage"),
        rows=rows,
        series=_("Days"),
        description=_("Of partnerships that have left the stage."),
    )
    context = {
        "times": times,
        "chart": chart if times.overall.by_stage else "",
        "form": form,
        "tabs": pipeline_tabs("cycle"),
    }
    return render(request, "partnerships/pipeline/cycle_times.html", context)
