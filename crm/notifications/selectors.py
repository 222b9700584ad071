"""Reading notices: worded now, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User

from .models import Notification, OutgoingMessage, Reminder
from .querysets import MessageQuerySet, NotificationQuerySet, ReminderQuerySet
from .registries import wordings


@dataclass(frozen=True, slots=True)
class Notice:
    pk: int
    sentence: str
    icon: str
    path: str
    created_at: datetime
    read: bool


def notices_of(user: User) -> NotificationQuerySet:
    return Notification.objects.of(user).unread_first()


def unread_count(user: User, *, limit: int = 100) -> int:
    """At most `limit`: the bell says 99+."""
    return Notification.objects.of(user).unread()[:limit].count()


def worded(row: Notification) -> Notice:
    """A notice outlives the code that wrote it: one whose wording is gone still says that it was there."""
    entry = wordings.get(row.wording)
    return Notice(
        pk=row.pk,
        sentence=entry.sentence(row.values) if entry else _("Something changed that concerns you."),
        icon=entry.icon if entry else "bell",
        path=row.path,
        created_at=row.created_at,
        read=row.read_at is not None,
    )


def reminders_visible_to(user: User) -> ReminderQuerySet:
    """Everybody's for those who answer for the whole; one's own for everybody else."""
    reminders = Reminder.objects.delivered().select_related("recipient", "message").order_by("-created_at", "-pk")
    sees_all = access(user).has(Role.PARTNERSHIPS, Role.ADMINISTRATOR, Role.AUDITOR)
    return reminders if sees_all else reminders.filter(recipient=user)


def messages_to_settle() -> MessageQuerySet:
    """What no machine can decide or mend; for whom `policies.may_see_messages` allows."""
    return OutgoingMessage.objects.for_a_person().select_related("recipient").order_by("-created_at", "-pk")
