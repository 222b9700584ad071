"""Who reads and files documents of an engagement. Pure: facts come in, verdicts come out."""

from collections.abc import Collection

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access
from crm.contactlog.rights import reading_offices, reading_regions
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person
from crm.core.visibility import Visibility

from ..models import Agreement, EngagementDocument
from .policies import may_change, may_work


def first_visibility(agreement: Agreement | None) -> str:
    """Under an NDA, papers begin with the offices of the engagement alone (domain.md section 1, P11)."""
    return Visibility.OFFICE if agreement and agreement.nda else Visibility.EVERYONE


def may_read(held: Access, document: EngagementDocument, office_ids: Collection[int] = ()) -> Verdict:
    """ "Own office" are the offices of the engagement (`office_ids` joined it) and the one that filed it; the region is
    that of the latter. Auditors and whoever filed it read it anyway."""
    offices = {document.office_id, document.engagement.lead_office_id, *office_ids}
    reads = (
        document.visibility == Visibility.EVERYONE
        or document.uploaded_by_id == held.user.pk
        or held.reads_everything
        or bool(reading_offices(held) & offices)
        or (document.visibility == Visibility.REGION and _in_region(held, document))
    )
    if reads:
        return ALLOWED
    text = _("{office} keeps this document to itself. Ask them for it.")
    return wrong_person(format_lazy(text, office=document.engagement.lead_office.name), "restricted")


def _in_region(held: Access, document: EngagementDocument) -> bool:
    office = document.office
    return office is not None and any(office.path.startswith(path) for path in reading_regions(held))


def may_change_document(held: Access, document: EngagementDocument, office_ids: Collection[int] = ()) -> Verdict:
    """Its title, who reads it, and the bin: whoever filed it, and whoever changes the engagement; if they read it."""
    verdict = first_refusal(may_work(held), may_read(held, document, office_ids))
    if verdict and document.uploaded_by_id != held.user.pk:
        return may_change(held, document.engagement, office_ids)
    return verdict


def may_restore_document(held: Access, document: EngagementDocument, office_ids: Collection[int] = ()) -> Verdict:
    verdict = may_change_document(held, document, office_ids)
    if not verdict:
        return verdict
    if not document.binned_at:
        return wrong_moment(_("This document is not in the bin."), "not_binned")
    if document.engagement.binned_at:
        return wrong_moment(_("Its engagement is in the bin too. Restore that first."), "engagement_binned")
    return ALLOWED
