"""The kinds of long work; each app adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.core.registry import Registry

# progress(done, total): call it as often as you like, it writes at most twice a second; renews the lease,
# raises `Cancelled` when somebody stopped the job or another worker has taken it over.
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """This worker no longer holds the job; let it out, nothing is wrong."""


@dataclass(frozen=True)
class JobKind:
    """`run(job, progress)` does the work and answers the result; safe to run again after a kill half-way.

    `gave_up(job)` is called once when the job failed or was stopped, so that its owner can say so on its own page.
    `notices` is off where the work tells of its end by itself.
    """

    label: Any
    run: Callable[[Any, Progress], dict[str, Any]]
    icon: str = "clock"
    cancellable: bool = False
    gave_up: Callable[[Any], None] | None = None
    notices: bool = True


job_kinds: Registry[JobKind] = Registry("job kinds")
