from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DOUBTFUL = "doubtful", _("Perhaps sent")
    FAILED = "failed", _("Failed")

    @property
    def tone(self) -> str:
        """How a badge shows it."""
        return {"sent": "ok", "doubtful": "warn", "failed": "bad"}.get(self.value, "neutral")

    @property
    def outcome(self) -> str:
        """In the three words of the REST contract."""
        return {"sent": "sent", "doubtful": "failed", "failed": "failed"}.get(self.value, "queued")
