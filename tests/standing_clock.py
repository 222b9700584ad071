"""The day on which all tests play, so that none of them fails because the year went on.

The clock runs, from Friday 20 November 2026, 09:00 UTC: what is done later has a later time. Whoever needs another day
gives it as an argument, as the product does.
"""

from datetime import UTC, datetime

from django.utils import timezone

FIRST_MOMENT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def start() -> None:
    """Move Django's clock, which crm.core.clock, the columns filled by themselves and sign-in ask."""
    real = timezone.now
    behind = real() - FIRST_MOMENT
    timezone.now = lambda: real() - behind
