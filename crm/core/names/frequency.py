"""Which keys many names share: read once in a while, since a look-up needs to know what is rare, not how rare."""

import time
from dataclasses import dataclass, field

from .models import NameTable

KEPT_SECONDS = 300.0

_known: dict[str, "Frequencies"] = {}


@dataclass(frozen=True)
class Frequencies:
    """`rows` of keys that stand in the index of names 50 times or more, at the last count."""

    rows: dict[int, int] = field(default_factory=dict)
    read_at: float = 0.0

    def chosen(self, keys: set[int], *, most: int, at_least: int = 0) -> list[int]:
        """All rare keys; then frequent ones, the rarest first, while they bring at most so many rows together."""
        frequent = sorted((self.rows[key], key) for key in keys if key in self.rows)
        found = [key for key in keys if key not in self.rows]
        total = 0
        for rows, key in frequent:
            total += rows
            if total > most and len(found) >= at_least:
                break
            found.append(key)
        return found

    def rarest(self, keys: set[int], *, count: int) -> list[int]:
        return sorted(keys, key=lambda key: (self.rows.get(key, 0), key))[:count]


def frequencies(table: NameTable) -> Frequencies:
    found = _known.get(table.key)
    if found is None or time.monotonic() - found.read_at > KEPT_SECONDS:
        found = _known[table.key] = _read(table)
    return found


def forget() -> None:
    """After a new count, in the process that made it."""
    _known.clear()


def _read(table: NameTable) -> Frequencies:
    state = table.state._default_manager.filter(index=table.key)
    keys, rows = state.values_list("frequent_keys", "frequent_rows").first() or ((), ())
    return Frequencies(dict(zip(keys, rows, strict=True)), time.monotonic())
