"""The templates of agreements: read by all, kept by headquarters."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.core.errors import Conflict
from crm.core.forms import submit

from .. import policies, selectors
from ..forms import TemplateFilterForm, TemplateForm
from ..services import templates


@login_required
@require_http_methods(["GET", "POST"])
def template_list(request: Any) -> HttpResponse:
    may = policies.may_keep_templates(access(request.user))
    if request.method == "POST":
        may.require()
    form = TemplateForm(request.POST or None, request.FILES or None) if request.method == "POST" else TemplateForm()
    if form.is_bound and submit(form, lambda told: _add(request, told)):
        messages.success(request, _("The template is offered from now on."))
        return redirect("partnerships:template_list")
    chosen = TemplateFilterForm(request.GET)
    told = chosen.cleaned_data if chosen.is_valid() else {}
    context = {
        "templates": selectors.templates(kind=told.get("kind", ""), language=told.get("language", "")),
        "chosen": chosen,
        "form": form,
        "may": may,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/agreements/template_list.html", context, status=status)


def _add(request: Any, told: dict[str, Any]) -> Any:
    return templates.add_template(by=request.user, upload=told.pop("file"), **told)


@login_required
@require_GET
def template_file(request: Any, pk: int) -> FileResponse:
    """As a download: a browser never runs what somebody uploaded."""
    row = get_object_or_404(selectors.templates(), pk=pk)
    return FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=row.filename,
        content_type=row.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@login_required
@require_POST
def template_bin(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(selectors.templates(), pk=pk)
    try:
        templates.bin_template(by=request.user, template_id=row.pk)
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("It is in the bin. You can bring it back from there."))
    return redirect("partnerships:template_list")
