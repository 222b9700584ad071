"""Background jobs of this app."""

from celery import shared_task

from .duplicates.registers import REGISTERS
from .services import names, pair_upkeep

# A sweep ends before beat starts the next one, so that sweeps do not fill up the workers.
SWEEP_SECONDS = 25.0


@shared_task
def fill_names() -> int:
    """Bring into the index what was written past the services, or by an older normaliser; a job where it is much."""
    return names.sweep()


@shared_task
def recount_names() -> None:
    """See whether the register has grown so much that the index must count anew what many names share."""
    names.recount()


@shared_task
def compare_records() -> int:
    """Look again at the pairs of records that changed."""
    seconds = SWEEP_SECONDS / len(REGISTERS)
    return sum(pair_upkeep.compare_waiting(register=each, seconds=seconds) for each in REGISTERS.values())
