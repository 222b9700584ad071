"""Documents of an engagement: filed, read by whom they are open to, changed, put into the bin."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.companies.views.around import download
from crm.core.forms import submit

from ...models import Agreement, Engagement, EngagementDocument
from .. import document_policies, policies
from ..forms.documents import DocumentChangeForm, DocumentForm
from ..services import documents


@login_required
@require_http_methods(["GET", "POST"])
def document_create(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(Engagement.objects.visible_to(request.user).select_related("lead_office"), pk=pk)
    policies.may_change(access(request.user), row, [each.pk for each in row.offices.all()]).require()
    agreement = Agreement.objects.filter(engagement=row).first()
    initial = {"visibility": document_policies.first_visibility(agreement)}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and submit(form, lambda told: _file(request, pk, told)):
        messages.success(request, _("The document is filed."))
        return _back(row)
    return _page(request, row, form, under_nda=bool(agreement and agreement.nda))


def _file(request: Any, pk: int, told: dict[str, Any]) -> EngagementDocument:
    told = dict(told)
    return documents.file_document(by=request.user, engagement_id=pk, upload=told.pop("file"), **told)


@login_required
@require_GET
def document_download(request: Any, pk: int) -> HttpResponse:
    """The file itself, as a download. Out of reach is not there."""
    return download(get_object_or_404(EngagementDocument.objects.readable_by(request.user), pk=pk))


@login_required
@require_http_methods(["GET", "POST"])
def document_edit(request: Any, pk: int) -> HttpResponse:
    document = _found(request, pk)
    row = document.engagement
    joined = [each.pk for each in row.offices.all()]
    document_policies.may_change_document(access(request.user), document, joined).require()
    names = ("title", "kind", "visibility", "version")
    form = DocumentChangeForm(request.POST or None, initial={name: getattr(document, name) for name in names})
    if request.method == "POST" and submit(form, lambda told: _update(request, pk, told)):
        messages.success(request, _("Saved."))
        return _back(row)
    return _page(request, row, form, document=document)


def _update(request: Any, pk: int, told: dict[str, Any]) -> EngagementDocument:
    return documents.update_document(by=request.user, document_id=pk, **told)


@login_required
@require_POST
def document_bin(request: Any, pk: int) -> HttpResponse:
    row = _found(request, pk).engagement
    documents.bin_document(by=request.user, document_id=pk)
    messages.success(request, _("The document is in the bin. It can be restored from there."))
    return _back(row)


def _found(request: Any, pk: int) -> EngagementDocument:
    rows = EngagementDocument.objects.readable_by(request.user)
    return get_object_or_404(rows.select_related("engagement__lead_office", "office"), pk=pk)


def _page(request: Any, row: Engagement, form: Any, **more: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"engagement": row, "form": form, **more}
    return render(request, "partnerships/document_form.html", context, status=status)


def _back(row: Engagement) -> HttpResponse:
    response = redirect(f"partnerships:{row.kind}_detail", pk=row.pk)
    response["Location"] += "#documents"
    return response
