from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Stopped")

    @property
    def tone(self) -> str:
        return {"queued": "neutral", "running": "info", "done": "ok", "failed": "bad"}.get(self.value, "neutral")


OPEN = (JobState.QUEUED, JobState.RUNNING)
