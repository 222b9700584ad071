"""Background jobs of partnerships; each is safe to run twice."""

from celery import shared_task

from crm.core import clock

from .agreements.services.renewals import renew_all_by_themselves


@shared_task
def renew_agreements() -> int:
    """What is renewed by itself goes on, where every clearance stands."""
    return renew_all_by_themselves(on=clock.today())
