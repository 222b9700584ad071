"""Where an app tells pages of the layers below it about itself. For display, reminders and merging, never for a gate.

Each page that can be extended owns a `Registry` in its app's `registries.py`; other apps add to it in their
`extensions.py`, which their `AppConfig.ready` imports.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named entries in a fixed order. Registering a name twice is a mistake and raises ValueError."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, tuple[int, T]] = {}

    def add(self, key: str, entry: T, *, order: int = 100) -> T:
        if key in self._entries:
            raise ValueError(f"{self.name}: {key!r} is registered already")
        self._entries[key] = (order, entry)
        return entry

    def get(self, key: str) -> T | None:
        found = self._entries.get(key)
        return found[1] if found else None

    def __getitem__(self, key: str) -> T:
        return self._entries[key][1]

    def items(self) -> list[tuple[str, T]]:
        return [(k, e) for k, (_, e) in sorted(self._entries.items(), key=lambda kv: (kv[1][0], kv[0]))]

    def __iter__(self) -> Iterator[T]:
        return iter([entry for _, entry in self.items()])

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __len__(self) -> int:
        return len(self._entries)
