"""Documents on the page of their engagement, in the bin, in the history."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.core import clock
from crm.core.extension_points import BinnedItem, BinSource, HistorySubject, bin_sources, history_subjects

from ..models import Engagement, EngagementDocument
from ..registries import EngagementPanel, engagement_panels
from . import document_policies, policies
from .services.documents import restore_document


def panel(engagement: Engagement, user: Any) -> dict[str, Any]:
    held, joined = access(user), [each.pk for each in engagement.offices.all()]
    rows = list(
        EngagementDocument.objects.visible_to(user)
        .filter(engagement=engagement)
        .select_related("office", "uploaded_by", "engagement__lead_office")
    )
    for row in rows:
        row.may_change = row.readable and document_policies.may_change_document(held, row, joined)
    return {"documents": rows, "may_file": policies.may_change(held, engagement, joined)}


def _binned(user: Any) -> QuerySet:
    ours = Engagement.objects.changeable_by(user).values("pk")
    rows = EngagementDocument.objects.binned().with_readable(user).filter(readable=True)
    own = rows.filter(uploaded_by=user.pk) if policies.may_work(access(user)) else rows.none()
    rows = rows.filter(engagement__in=ours) | own
    return rows.select_related("binned_by", "engagement__lead_office", "office").order_by("-binned_at")


def _present(document: EngagementDocument, user: Any) -> BinnedItem:
    joined = [each.pk for each in document.engagement.offices.all()]
    return BinnedItem(
        document.pk,
        document.title,
        document.engagement.title,
        document.binned_at or clock.now(),
        document.binned_by,
        document_policies.may_restore_document(access(user), document, joined),
    )


engagement_panels.add(
    "documents",
    EngagementPanel(
        _("Documents"),
        "partnerships/_engagement_documents.html",
        panel,
        icon="file-text",
        deeds="partnerships/_document_deeds.html",
    ),
    order=90,
)
bin_sources.add(
    "engagement_documents",
    BinSource(
        _("Documents of engagements"), _binned, _present, lambda *, by, pk: restore_document(by=by, document_id=pk)
    ),
    order=31,
)
history_subjects.add(
    "partnerships.engagementdocument",
    HistorySubject(find=lambda user, pk: EngagementDocument.objects.readable_by(user).get(pk=pk)),
)
