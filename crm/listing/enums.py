from django.db import models
from django.utils.translation import gettext_lazy as _


class Sharing(models.TextChoices):
    PRIVATE = "private", _("Only me")
    OFFICE = "office", _("My office")
    EVERYONE = "everyone", _("All staff")


class BulkState(models.TextChoices):
    DONE = "done", _("Done")
    UNDONE = "undone", _("Undone")

    @property
    def tone(self) -> str:
        return "ok" if self is BulkState.DONE else "neutral"


class FileFormat(models.TextChoices):
    """The values are the REST contract's."""

    CSV = "csv", _("CSV")
    XLSX = "xlsx", _("Excel (XLSX)")
