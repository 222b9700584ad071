"""Pages that the other apps fill: navigation, inbox, search, bin, timeline of changes since the last visit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.core.registry import Registry


def everybody(_user: Any) -> bool:
    return True


@dataclass(frozen=True)
class NavigationEntry:
    label: Any
    url_name: str
    icon: str
    shown_to: Callable[[Any], bool] = everybody


navigation: Registry[NavigationEntry] = Registry("navigation")
