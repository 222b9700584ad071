"""Background jobs of this app. The rows are the truth: each may run twice, or on several workers."""

from celery import shared_task

from crm.core import clock

from .services import digest, outbox, reminders


@shared_task
def sweep_outbox() -> int:
    return outbox.sweep()


@shared_task
def find_reminders() -> int:
    return reminders.remind(at=clock.now())


@shared_task
def send_digests() -> int:
    return digest.send_digests(at=clock.now())
