"""Marking one's own notices as read. A private act: it stands in no trail."""

from collections.abc import Iterable
from datetime import datetime

from crm.accounts.models import User

from ..models import Notification


def mark_read(*, by: User, at: datetime, ids: Iterable[int] | None = None) -> int:
    """Those named, or all; other people's are not found. How many were unread."""
    mine = Notification.objects.of(by).unread()
    if ids is not None:
        mine = mine.filter(pk__in=list(ids))
    return mine.update(read_at=at)
