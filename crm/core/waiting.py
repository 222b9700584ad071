"""What waits for a person, from all apps: lapsed first, then by due date, what has no date last."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from .extension_points import InboxItem, inbox_sources


@dataclass(frozen=True, slots=True)
class Waiting:
    lapsed: list[InboxItem]
    due: list[InboxItem]

    def __len__(self) -> int:
        return len(self.lapsed) + len(self.due)


def waiting_for(user: Any, *, on: date) -> Waiting:
    items = [item for source in inbox_sources for item in source.items(user, on)]
    items.sort(key=lambda item: item.due_on or date.max)
    lapsed = [item for item in items if item.due_on and item.due_on < on]
    return Waiting(lapsed=lapsed, due=items[len(lapsed) :])
