from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import MessageState
from ..querysets import MessageQuerySet


class OutgoingMessage(models.Model):
    """The outbox: the row is the truth, the queue a hint. Claimed with a lease, told apart by its Message-ID."""

    message_id = models.CharField(max_length=200, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state__in=["queued", "sending"]), name="message_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def tone(self) -> str:
        return MessageState(self.state).tone
