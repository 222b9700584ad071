"""Background jobs of this app."""

from datetime import timedelta

from celery import shared_task

from crm.core import clock

from .services import exports

KEPT_FOR = timedelta(days=7)


@shared_task
def forget_export_files() -> None:
    """Files of exports go after a week; the record of who took out what stays."""
    exports.forget_files(before=clock.now() - KEPT_FOR)
