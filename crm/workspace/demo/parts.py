"""What the apps above add to the demo organisation, one after the other; each adds its own in its extensions.py."""

from datetime import date
from typing import Protocol

from crm.core.registry import Registry

from .organisation import Organisation
from .register import Register


class DemoPart(Protocol):
    """Answers counts by noun. Draws from its own numbers, so that no part changes another one."""

    def __call__(self, *, organisation: Organisation, register: Register, today: date) -> dict[str, int]: ...


demo_parts: Registry[DemoPart] = Registry("parts of the demo")


class BigPart(Protocol):
    """Adds rows to the big organisation, in proportion to its companies, which are numbered from `first_company` on."""

    def __call__(self, *, by_id: int, first_company: int, offices: list[int], today: str) -> dict[str, int]: ...


big_parts: Registry[BigPart] = Registry("parts of the big demo")
