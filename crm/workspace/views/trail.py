from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.core import clock
from crm.core.tabular import csv_rows
from crm.listing.paging import page_of

from ..filters import DeedFilter
from ..services.trail import export_trail
from ..trail import deeds_visible_to, sees_whole_trail, worded


@login_required
@require_safe
def deed_list(request: HttpRequest) -> HttpResponse:
    """Who did what: all of it for auditors, one's own for everybody else."""
    filters = DeedFilter(request.GET, deeds_visible_to(request.user))
    page = page_of(filters.qs, request.GET.get("page", ""))
    context = {
        "filter": filters,
        "page": page,
        "deeds": worded(request.user, page.rows),
        "sees_all": sees_whole_trail(request.user),
        "query": request.GET.urlencode(),
    }
    template = "workspace/_deed_table.html" if request.htmx else "workspace/deed_list.html"
    return render(request, template, context)


@login_required
@require_POST
def deed_export(request: HttpRequest) -> StreamingHttpResponse:
    filters = DeedFilter(request.GET, deeds_visible_to(request.user))
    asked = {key: value for key, value in request.GET.items() if value and key in filters.filters}
    rows = export_trail(by=request.user, deeds=filters.qs, asked=asked)
    headings = [
        _("When"),
        _("Who"),
        _("On behalf of"),
        _("What"),
        _("Kind of record"),
        _("Record"),
        _("Before and after"),
    ]
    answer = StreamingHttpResponse(csv_rows([str(h) for h in headings], rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="trail-{clock.today().isoformat()}.csv"'
    return answer
