"""Which notices and messages, and what their lists need."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from .enums import MessageState

_OF_A_REMINDER = ("rule", "occasion", "message__state", "message__sent_at")


class NotificationQuerySet(models.QuerySet):
    def of(self, user: Any) -> "NotificationQuerySet":
        return self.filter(recipient=user)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def with_reminders(self) -> "NotificationQuerySet":
        """Each with the rule, occasion and message of the reminder that it is, if it is one."""
        reminder: Any = apps.get_model("notifications.reminder")
        own = reminder.objects.filter(notification=OuterRef("pk"))
        return self.annotate(**{name.replace("__", "_"): Subquery(own.values(name)[:1]) for name in _OF_A_REMINDER})

    def unread_first(self) -> "NotificationQuerySet":
        """Unread ones on top, newest first in both parts."""
        return self.order_by(models.F("read_at").asc(nulls_first=True), "-created_at", "-id")


class MessageQuerySet(models.QuerySet):
    def due(self, *, at: datetime) -> "MessageQuerySet":
        return self.filter(state=MessageState.QUEUED, due_at__lte=at)

    def abandoned(self, *, at: datetime) -> "MessageQuerySet":
        """Claimed by a worker that did not come back: perhaps sent, perhaps not."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=at), state=MessageState.SENDING)

    def for_a_person(self) -> "MessageQuerySet":
        """What no machine can decide or mend."""
        return self.filter(state__in=[MessageState.DOUBTFUL, MessageState.FAILED])


class ReminderQuerySet(models.QuerySet):
    def delivered(self) -> "ReminderQuerySet":
        """Without the rows that only say that there was nothing to tell."""
        return self.filter(Q(notification__isnull=False) | Q(message__isnull=False))
