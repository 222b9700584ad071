"""Reading notices: worded now, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from crm.accounts.models import User

from .models import Notification
from .querysets import NotificationQuerySet
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
