"""The kinds of long work; each app adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.core.registry import Registry

# progress(done, total): written a few times a second at most; renews the lease, raises Cancelled when it was lost.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class JobKind:
    """`run(job, progress)` does the work and answers the result; safe to run again after a kill half-way."""

    label: Any
    run: Callable[[Any, Progress], dict[str, Any]]
    icon: str = "clock"


job_kinds: Registry[JobKind] = Registry("job kinds")
