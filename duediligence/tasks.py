"""Background jobs of due diligence; each is safe to run twice."""

from celery import shared_task

from crm.core import clock

from .monitoring.services.reviews import plan_reviews


@shared_task
def plan_monitoring() -> int:
    """The reviews that come up within a month."""
    return plan_reviews(on=clock.today())
