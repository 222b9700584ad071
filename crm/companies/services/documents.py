"""Files kept with a company. The trail names neither title nor file name: it is read by more people than the file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock, files
from crm.core.errors import TooLarge
from crm.core.verdict import wrong_moment
from crm.core.visibility import Visibility

from .. import cleaning, policies
from ..models import Company, Document
from . import writing


def file_document(
    *,
    company_id: int,
    by: User,
    upload: File,
    title: str = "",
    visibility: str = Visibility.EVERYONE,
    office: Office | None = None,
) -> Document:
    """Check the file and keep it for an office, one's own unless said. Raises TooLarge, ValidationError, Forbidden."""
    who = access(by)
    policies.may_write(who).require()
    office = office or by.office
    if office is None:
        raise ValidationError({"office": _("Choose the office that files this document.")}, code="no_office")
    policies.may_file_for(who, office).require()
    try:
        checked = files.check(upload)
    except TooLarge:
        raise
    except ValidationError as problem:
        raise ValidationError({"file": problem}) from problem
    document = Document(company_id=company_id, office=office, uploaded_by=by, visibility=visibility)
    document.title = cleaning.line(title) or checked.filename
    files.keep(document, upload=upload, checked=checked)
    try:
        _file(document)
    except BaseException:
        # The storage knows no transactions: a file without a row would stay for ever.
        document.file.delete(save=False)
        raise
    return document


@transaction.atomic
def _file(document: Document) -> None:
    company = writing.locked(document.company_id)
    policies.may_edit(access(document.uploaded_by), company).require()
    document.clean_fields(exclude={"company", "office", "uploaded_by", "file"})
    document.save()
    recorder.record(verb="document.filed", subject=document, by=document.uploaded_by, after=_told(document))


@transaction.atomic
def update_document(*, document_id: int, by: User, title: str, visibility: str, version: int | None = None) -> Document:
    """Name it otherwise, or let others read it. Raises Stale where `version` is no longer the document's."""
    document = _locked(document_id)
    policies.may_change_document(access(by), document).require()
    document.expect_version(version)
    before = _told(document)
    document.title, document.visibility = cleaning.line(title), visibility
    document.clean_fields(exclude={"company", "office", "uploaded_by", "file"})
    document.save_changes("title", "visibility")
    recorder.record(verb="document.updated", subject=document, by=by, before=before, after=_told(document))
    return document


@transaction.atomic
def bin_document(*, document_id: int, by: User, version: int | None = None) -> Document:
    """Put a document into the bin; the file stays until somebody restores it."""
    document = _locked(document_id)
    policies.may_change_document(access(by), document).require()
    document.expect_version(version)
    if document.binned_at:
        wrong_moment(_("This document is in the bin already."), "binned").require()
    document.binned_at, document.binned_by = clock.now(), by
    document.save_changes("binned_at", "binned_by")
    recorder.record(verb="document.binned", subject=document, by=by)
    return document


@transaction.atomic
def restore_document(*, document_id: int, by: User) -> Document:
    """Bring a document back to its company."""
    document = _locked(document_id)
    policies.may_restore_document(access(by), document).require()
    document.binned_at, document.binned_by = None, None
    document.save_changes("binned_at", "binned_by")
    recorder.record(verb="document.restored", subject=document, by=by)
    return document


def _locked(document_id: int) -> Document:
    document: Document = (
        Document.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office", "company", "uploaded_by")
        .get(pk=document_id)
    )
    return document


def _told(document: Document) -> dict[str, Any]:
    company: Company = document.company
    return {
        "company": company.legal_name,
        "visibility": document.visibility,
        "office": document.office.code if document.office else "",
        "size": document.size,
        "sha256": document.sha256,
    }
