"""Files of what a table shows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core import clock

from .. import policies, selectors
from ..enums import FileFormat
from ..jobs import how_many, rows_of
from ..models import Export
from ..query import TableQuery
from ..registries import Table
from ..services import exports
from .saved import table_or_404


@login_required
@require_POST
def export_make(request: HttpRequest, table: str) -> HttpResponseBase:
    """At once as a download where it is small, else in the background."""
    found = table_or_404(request, table)
    wanted, text = request.POST.get("format", ""), request.POST.get("query", "")[:2000]
    file_format = wanted if wanted in FileFormat.values else FileFormat.CSV
    query = TableQuery(found, text, request.user)
    if how_many(query.rows, at_most=exports.MOST_AT_ONCE + 1) <= exports.MOST_AT_ONCE:
        return _download_now(request.user, found, query, file_format, text)
    export = exports.request_export(
        by=request.user, what=found.key, file_format=file_format, query=text, path_of=page_of_export
    )
    messages.info(request, _("This is a large file. It is being written; we tell you when it is ready."))
    return redirect("listing:export", pk=export.pk)


def page_of_export(export: Export) -> str:
    return reverse("listing:export", args=[export.pk])


def _download_now(user: User, table: Table, query: TableQuery, file_format: str, text: str) -> HttpResponseBase:
    with exports.folder() as folder:
        written = exports.write_file(rows=rows_of(query), file_format=file_format, folder=folder)
        exports.record_download(by=user, what=table.key, file_format=file_format, query=text, written=written)
        # An open file outlives its name: the folder can go before the answer is through.
        content = written.path.open("rb")
    return as_download(content, table.key, file_format)


def as_download(content: object, what: str, file_format: str) -> FileResponse:
    name = f"{what}-{clock.today().isoformat()}.{file_format}"
    return FileResponse(
        content, as_attachment=True, filename=name, content_type=exports.CONTENT_TYPES[FileFormat(file_format)]
    )


@login_required
@require_GET
def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a large export is, and its file once it is there."""
    export = get_object_or_404(selectors.visible_exports(request.user).select_related("job", "by"), pk=pk)
    context = {"export": export, "may_download": policies.may_download(access(request.user), export)}
    return render(request, "listing/export_detail.html", context)


@login_required
@require_GET
def export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    export = get_object_or_404(selectors.visible_exports(request.user), pk=pk)
    return send_file(request.user, export)


def send_file(user: User, export: Export) -> FileResponse:
    policies.may_download(access(user), export).require()
    return as_download(export.file.open("rb"), export.what, export.format)
