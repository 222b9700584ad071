"""Files kept with an engagement. The trail names neither title nor file: it is read by more people than the file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.cleaning import line
from crm.contactlog.rights import working_offices
from crm.core import clock, files
from crm.core.errors import TooLarge
from crm.core.verdict import wrong_moment

from ...enums import DocumentKind
from ...models import Agreement, Engagement, EngagementDocument
from .. import document_policies as policies
from ..policies import may_change
from . import writing


def file_document(
    *,
    by: User,
    engagement_id: int,
    upload: File,
    title: str = "",
    kind: str = DocumentKind.OTHER,
    visibility: str = "",
) -> EngagementDocument:
    """Check the file and keep it; without `visibility`, under an NDA for the offices of the engagement alone.

    Raises TooLarge, ValidationError by field, Forbidden.
    """
    try:
        checked = files.check(upload)
    except TooLarge:
        raise
    except ValidationError as problem:
        raise ValidationError({"file": problem}) from problem
    document = EngagementDocument(uploaded_by=by, kind=kind, visibility=visibility)
    document.title = line(title) or checked.filename
    files.keep(document, upload=upload, checked=checked)
    try:
        _file(document, engagement_id)
    except BaseException:
        # The storage knows no transactions: a file without a row would stay for ever.
        document.file.delete(save=False)
        raise
    return document


@transaction.atomic
def _file(document: EngagementDocument, engagement_id: int) -> None:
    row = writing.locked(engagement_id)
    held, joined = access(document.uploaded_by), writing.office_ids(row)
    may_change(held, row, joined).require()
    if row.binned_at:
        wrong_moment(_("This is in the bin. Bring it back first."), "binned").require()
    document.engagement, document.office_id = row, _office_of(document.uploaded_by, row, joined)
    agreement = Agreement.objects.filter(engagement=row).first()
    document.visibility = document.visibility or policies.first_visibility(agreement)
    document.clean_fields(exclude={"engagement", "office", "uploaded_by", "file"})
    document.save()
    recorder.record(verb="engagement_document.filed", subject=row, by=document.uploaded_by, after=_told(document))


def _office_of(user: User, row: Engagement, joined: frozenset[int]) -> int:
    """The person's own office where it is one of the engagement's, else the lead office."""
    own = working_offices(access(user)) & {row.lead_office_id, *joined}
    return user.office_id if user.office_id in own else min(own, default=row.lead_office_id)  # type: ignore[return-value]


@transaction.atomic
def update_document(
    *, by: User, document_id: int, title: str, kind: str, visibility: str, version: int | None = None
) -> EngagementDocument:
    """Name it otherwise, or let others read it. Raises Stale, Forbidden, ValidationError by field."""
    document, joined = _locked(document_id)
    policies.may_change_document(access(by), document, joined).require()
    document.expect_version(version)
    before = _told(document)
    document.title, document.kind, document.visibility = line(title), kind, visibility
    document.clean_fields(exclude={"engagement", "office", "uploaded_by", "file"})
    document.save_changes("title", "kind", "visibility")
    recorder.record(
        verb="engagement_document.changed", subject=document.engagement, by=by, before=before, after=_told(document)
    )
    return document


@transaction.atomic
def bin_document(*, by: User, document_id: int) -> EngagementDocument:
    document, joined = _locked(document_id)
    policies.may_change_document(access(by), document, joined).require()
    if document.binned_at:
        wrong_moment(_("This document is in the bin already."), "binned").require()
    return _set_binned(document, by=by, binned=True)


@transaction.atomic
def restore_document(*, by: User, document_id: int) -> EngagementDocument:
    document, joined = _locked(document_id)
    policies.may_restore_document(access(by), document, joined).require()
    return _set_binned(document, by=by, binned=False)


def _set_binned(document: EngagementDocument, *, by: User, binned: bool) -> EngagementDocument:
    document.binned_at, document.binned_by = (clock.now(), by) if binned else (None, None)
    document.save_changes("binned_at", "binned_by")
    verb = f"engagement_document.{'binned' if binned else 'restored'}"
    recorder.record(verb=verb, subject=document.engagement, by=by, after=_told(document))
    return document


def _locked(document_id: int) -> tuple[EngagementDocument, frozenset[int]]:
    rows = EngagementDocument.objects.select_for_update(of=("self",), no_key=True)
    document = rows.select_related("engagement__lead_office", "office").get(pk=document_id)
    return document, writing.office_ids(document.engagement)


def _told(document: EngagementDocument) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "visibility": document.visibility,
        "size": document.size,
        "sha256": document.sha256,
    }
