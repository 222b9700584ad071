from django.conf import settings
from django.db import models

from ..querysets import ReminderQuerySet
from .message import OutgoingMessage
from .notification import Notification


class Reminder(models.Model):
    """Proof that a person was reminded once for a rule, subject and occasion, however often the job runs."""

    rule = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    occasion = models.CharField(max_length=60)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    notification = models.ForeignKey(Notification, models.SET_NULL, null=True, related_name="+")
    message = models.ForeignKey(OutgoingMessage, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "subject_type", "subject_id", "occasion", "recipient"], name="reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject_type} {self.subject_id} {self.occasion}"
