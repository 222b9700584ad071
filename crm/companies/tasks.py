"""Background jobs of this app."""

from celery import shared_task

from .services import names


@shared_task
def fill_names() -> int:
    """Bring into the index what was written past the services, or by an older normaliser; a job where it is much."""
    return names.sweep()


@shared_task
def recount_names() -> None:
    """See whether the register has grown so much that the index must count anew what many names share."""
    names.recount()
