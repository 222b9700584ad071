from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """The values are the REST contract's."""

    MAPPING = "mapping", _("Columns to map")
    PREVIEWED = "previewed", _("Previewed")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Failed")

    @property
    def tone(self) -> str:
        return {"done": "ok", "failed": "bad", "running": "info", "previewed": "info"}.get(self.value, "neutral")


class Outcome(models.TextChoices):
    """What an import does with a row."""

    CREATE = "create", _("New")
    UPDATE = "update", _("Completed")
    SAME = "same", _("Known already")
    SKIP = "skip", _("Left out")
    PROBLEM = "problem", _("Problem")

    @property
    def tone(self) -> str:
        return {"create": "ok", "update": "info", "problem": "bad"}.get(self.value, "neutral")
