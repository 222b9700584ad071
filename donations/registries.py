"""What the parts of donations add to each other's pages. For display, never for a gate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.core.registry import Registry


@dataclass(frozen=True)
class RecordPanel:
    """A part of the page of a gift, a donor or an appeal: a template and what it needs, as `context(record, user)`;
    None leaves it out. `aside` puts it into the narrow column.
    """

    title: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    icon: str = ""
    aside: bool = False


gift_panels: Registry[RecordPanel] = Registry("parts of the page of a donation")
donor_panels: Registry[RecordPanel] = Registry("parts of the page of a donor")
appeal_panels: Registry[RecordPanel] = Registry("parts of the page of an appeal")
