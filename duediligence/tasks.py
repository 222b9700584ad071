"""Background jobs of due diligence; each is safe to run twice."""

from celery import shared_task

from crm.core import clock

from .clearances.services.heeding import heed_confirmed_hits
from .criteria.services.proposing import refresh_proposals
from .monitoring.services.reviews import plan_reviews


@shared_task
def plan_monitoring() -> int:
    """The reviews that come up within a month."""
    return plan_reviews(on=clock.today())


@shared_task
def propose_ratings() -> int:
    """What is proposed on the desk today: a controversy grows old, a version of a criterion begins."""
    return refresh_proposals(on=clock.today())


@shared_task
def heed_hits() -> int:
    """What was confirmed before it came to a clearance: by a merge, or with a party that was looked up elsewhere."""
    return len(heed_confirmed_hits(at=clock.now()))
