"""Background jobs of this app."""

from datetime import timedelta

from celery import shared_task

from crm.core import clock

from .services import discarding

KEPT_FOR = timedelta(days=30)


@shared_task
def forget_unfinished() -> None:
    """Files that nobody imported go after a month: they hold names of people that the register does not need."""
    discarding.discard_unfinished(before=clock.now() - KEPT_FOR)
