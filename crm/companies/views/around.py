"""What hangs on a company, one row at a time: an interest taken back; a document read, changed, put into the bin."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access

from .. import policies
from ..forms.company import add_problems
from ..forms.panels import DocumentChangeForm
from ..models import Company, Document, Interest
from ..services.documents import bin_document, update_document
from ..services.interests import drop_interest


@login_required
@require_POST
def interest_drop(request: HttpRequest, pk: int) -> HttpResponse:
    interest = get_object_or_404(Interest, pk=pk, company__in=Company.objects.visible_to(request.user))
    drop_interest(interest_id=pk, by=request.user)
    messages.success(request, _("The interest was taken back."))
    return _back(interest.company_id, "interests")


@login_required
@require_GET
def document_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, as a download: a browser never runs what somebody uploaded. Out of reach is not there."""
    document = get_object_or_404(Document.objects.readable_by(request.user), pk=pk)
    return download(document)


def download(document: Document) -> FileResponse:
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=document.filename,
        content_type=document.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(Document.objects.readable_by(request.user).select_related("company", "office"), pk=pk)
    policies.may_change_document(access(request.user), document).require()
    form = DocumentChangeForm(
        request.POST or None, initial={"title": document.title, "visibility": document.visibility}
    )
    if request.method == "POST" and form.is_valid():
        try:
            update_document(document_id=pk, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            messages.success(request, _("Saved."))
            return _back(document.company_id, "documents")
    context = {"form": form, "document": document, "company": document.company}
    return render(request, "companies/document_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def document_bin(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(Document.objects.readable_by(request.user), pk=pk)
    bin_document(document_id=pk, by=request.user)
    messages.success(request, _("The document is in the bin. It can be restored from there."))
    return _back(document.company_id, "documents")


def _back(company_id: int, panel: str) -> HttpResponse:
    return redirect(f"{reverse('companies:detail', args=[company_id])}#{panel}")
