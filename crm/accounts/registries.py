"""Where other apps add to the pages of people and offices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.core.registry import Registry


@dataclass(frozen=True)
class PersonPanel:
    """A card on a person's page: `context(person, viewer)` fills `template`, or answers None to stay away."""

    label: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    icon: str = ""


person_panels: Registry[PersonPanel] = Registry("panels of a person")


@dataclass(frozen=True)
class OfficePanel:
    """A card on an office's page: `context(office, viewer)` fills `template`, or answers None to stay away."""

    label: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    icon: str = ""


office_panels: Registry[OfficePanel] = Registry("panels of an office")
