"""Background jobs of this app: what a worker runs, and what beat looks after."""

from celery import shared_task

from crm.core import clock, health

from .services import running


@shared_task
def beat_tick() -> None:
    """Proof of life of beat, broker and worker, for /readyz."""
    health.tick(at=clock.now())


@shared_task
def run_job(job_id: int) -> bool:
    return running.run(job_id=job_id)


@shared_task
def start_waiting() -> int:
    return running.sweep(at=clock.now())
