from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.companies.querysets import BinnableQuerySet
from crm.core.models import Binnable, StoredFile

from .interaction import Interaction


@tracked()
class Attachment(StoredFile, Binnable):
    """A file of an interaction; read by whoever may read its notes."""

    interaction = models.ForeignKey(Interaction, models.PROTECT, related_name="attachments", verbose_name=_("contact"))

    objects = BinnableQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a contact")
        verbose_name_plural = _("files of a contact")
        ordering = ["id"]
