"""What of this app points at companies and people, and what becomes of it in a merge (docs/merging.md)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .models import (
    Affiliation,
    Company,
    CompanyName,
    CompanyPair,
    ConsentRecord,
    Contact,
    ContactPair,
    Document,
    Interest,
    MaturityAssessment,
    Merge,
    Registration,
)
from .registries import MergeReference, merge_mentions, refer


def _same_name(rows: QuerySet, survivor: Any) -> QuerySet:
    """A name that is the survivor's legal one."""
    return rows.filter(name=survivor.legal_name)


def _tag(row: Any) -> str:
    return str(row.tag)


def _theme(row: Any) -> str:
    return str(row.theme)


def _post(row: Any) -> str:
    return f"{row.contact}, {row.title}" if row.title else str(row.contact)


def _company(row: Any) -> str:
    return reverse("companies:detail", args=[row.pk])


def _of_contact(row: Any) -> str:
    return reverse("companies:contact_detail", args=[row.contact_id])


def _document(row: Any) -> str:
    return reverse("companies:document_edit", args=[row.pk])


_TRAIL = "a merge is part of the history of both records"

refer(MergeReference(_("Other names"), CompanyName, "company", same=_same_name), order=10)
refer(MergeReference(_("Register numbers"), Registration, "company"), order=11)
refer(MergeReference(_("Tags"), Company.tags.through, "company", related=("tag",), words=_tag), order=12)
refer(
    MergeReference(
        _("People and their posts"),
        Affiliation,
        "company",
        related=("contact",),
        words=_post,
        url=_of_contact,
        touches="contact",
    ),
    order=20,
)
refer(MergeReference(_("Interests"), Interest, "company", related=("theme",), words=_theme), order=30)
refer(MergeReference(_("Assessments of maturity"), MaturityAssessment, "company", related=("company",)), order=31)
refer(MergeReference(_("Documents"), Document, "company", url=_document), order=32)
refer(MergeReference(_("Subsidiaries"), Company, "parent", url=_company), order=40)
refer(MergeReference(_("Companies merged before"), Company, "merged_into", asks=False), order=90)
refer(MergeReference(_("Merges"), Merge, "source_company", stays=_TRAIL))
refer(MergeReference(_("Merges"), Merge, "target_company", stays=_TRAIL))

_COMPARED = "pairs are worked out anew for the survivor, and come back when the merge is undone"
for _model in (CompanyPair, ContactPair):
    for _side in ("first", "second"):
        refer(MergeReference(_("Possible duplicates"), _model, _side, stays=_COMPARED))

refer(MergeReference(_("Posts"), Affiliation, "contact", related=("contact", "company")), order=20)
refer(MergeReference(_("Consents"), ConsentRecord, "contact", related=("contact",)), order=21)
refer(MergeReference(_("People merged before"), Contact, "merged_into", asks=False), order=90)
refer(MergeReference(_("Merges"), Merge, "source_contact", stays=_TRAIL))
refer(MergeReference(_("Merges"), Merge, "target_contact", stays=_TRAIL))

_HISTORY = "tells what was done to the record as it was then"
_ADDRESS = "an address of a merged record leads to the survivor"
_INDEX = "a trigger writes this index with each name, and with what is out of sight"
_NUMBERS = "numbers of rows, read only together with the record of what was done"
for _key, _why in {
    "accounts.office.path": "the offices above an office",
    "audit.auditevent.subject_id": _HISTORY,
    "companies.companypair.reasons": _COMPARED,
    "companies.contactpair.reasons": _COMPARED,
    "audit.auditevent.before": _HISTORY,
    "audit.auditevent.after": _HISTORY,
    "accounts.idempotentanswer.headers": "repeats the first answer, and is forgotten after a day",
    "accounts.idempotentanswer.path": _ADDRESS,
    "companies.merge.journal": "what this merge did, by the numbers of rows",
    "companies.companysearchname.subject_id": _INDEX,
    "companies.contactsearchname.subject_id": _INDEX,
    "imports.importrow.subject_id": _HISTORY,
    "imports.importrow.before": _HISTORY,
    "imports.importrow.raw": "what the file said",
    "imports.importrow.problems": "what was asked about the file",
    "imports.importrow.proposed": "a company that was proposed leads to its survivor when the row comes again",
    "imports.importrun.reading": "what the file said",
    "imports.importrun.mapping": "headings of the file",
    "imports.importrun.decisions": "a company that was chosen leads to its survivor when the import runs",
    "imports.importrun.questions": "what was asked about the file",
    "imports.keptmapping.mapping": "headings of the file",
    "imports.keptmapping.decisions": "a company that was chosen leads to its survivor when the import runs",
    "jobs.job.arguments": _NUMBERS,
    "jobs.job.result": "counts",
    "jobs.job.path": _ADDRESS,
    "listing.bulkchange.changes": _HISTORY,
    "listing.bulkchange.rows": "undoing leaves out what is out of sight, and says so",
    "listing.bulkchange.kept": _HISTORY,
    "listing.export.parameters": "which rows were taken out then",
    "listing.savedview.query": "a filter by a merged record shows the survivor’s rows",
    "notifications.notification.subject_id": "what somebody was told",
    "notifications.notification.values": "what somebody was told",
    "notifications.notification.path": _ADDRESS,
    "notifications.reminder.subject_id": "proof of a reminder; what it is about keeps its number when it moves",
}.items():
    merge_mentions.add(_key, _why)
