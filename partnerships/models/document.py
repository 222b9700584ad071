from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Binnable, StoredFile, Versioned
from crm.core.visibility import Visibility

from ..enums import DocumentKind
from ..querysets.documents import EngagementDocumentQuerySet
from .engagement import Engagement


@tracked(exclude=["updated_at"])
class EngagementDocument(StoredFile, Versioned, Binnable):
    """A file kept with an engagement. Whoever may not read it is told that it exists, not what it is called."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="documents", verbose_name=_("engagement"))
    kind = models.CharField(_("kind"), max_length=9, choices=DocumentKind, default=DocumentKind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    visibility = models.CharField(_("who may read it"), max_length=10, choices=Visibility, default=Visibility.EVERYONE)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", verbose_name=_("office"))

    objects = EngagementDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of an engagement")
        verbose_name_plural = _("documents of engagements")
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        """Without the title: this label stands in the trail, which people read who may not read the document."""
        return str(_("Document of %(date)s") % {"date": self.uploaded_at.date()})
