from django.db import models

from crm.audit.tracking import tracked
from crm.companies.querysets import BinnableQuerySet
from crm.core.models import Binnable, StoredFile

from .interaction import Interaction


@tracked()
class Attachment(StoredFile, Binnable):
    """A file of an interaction; read by whoever may read its notes."""

    interaction = models.ForeignKey(Interaction, models.PROTECT, related_name="attachments")

    objects = BinnableQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
