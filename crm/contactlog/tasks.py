"""Background jobs of this app."""

from celery import shared_task

from crm.core import clock

from .services.coordination import escalate_overdue


@shared_task
def escalate_coordination() -> int:
    """Puts requests without an answer to the regional directors; its rows are claimed one by one."""
    return escalate_overdue(at=clock.now())
