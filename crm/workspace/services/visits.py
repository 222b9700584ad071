"""When somebody was last here, for "what changed since". A convenience: it stands in no trail."""

from datetime import datetime, timedelta

from crm.accounts.models import User

# Pages opened within this time belong to one visit.
ONE_VISIT = timedelta(minutes=30)
# Who was never here, or not for long, sees what is new of this time.
AT_MOST = timedelta(days=14)


def note_visit(*, user: User, at: datetime) -> datetime:
    """The moment since when things are new to this person."""
    if user.seen_at is None or at - user.seen_at > ONE_VISIT:
        user.seen_before = user.seen_at
    user.seen_at = at
    User.objects.filter(pk=user.pk).update(seen_at=user.seen_at, seen_before=user.seen_before)
    return max(user.seen_before or at - AT_MOST, at - AT_MOST)
