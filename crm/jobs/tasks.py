"""Background jobs of this app."""

from celery import shared_task

from crm.core import clock, health


@shared_task
def beat_tick() -> None:
    """Proof of life of beat, broker and worker, for /readyz."""
    health.tick(at=clock.now())
