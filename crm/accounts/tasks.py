"""Background jobs of this app."""

from datetime import timedelta

from celery import shared_task

from crm.core import clock

from .models import IdempotentAnswer

KEPT_FOR = timedelta(days=7)


@shared_task
def forget_idempotency_keys() -> None:
    """A week is enough for a program that asks again."""
    IdempotentAnswer.objects.filter(created_at__lt=clock.now() - KEPT_FOR).delete()
