from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DOUBTFUL = "doubtful", _("Perhaps sent")
    FAILED = "failed", _("Failed")
