"""Which keys many names share: read once in a while, since a look-up needs to know what is rare, not how rare."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from .keys import keys_of_word, word_key
from .models import NameTable

KEPT_SECONDS = 300.0
# Pairs of frequent keys in one look-up, and keys that may speak for a misspelt word.
PAIRS, GUESSES, MOST_TOGETHER = 4, 2, 200

_known: dict[str, "Frequencies"] = {}


@dataclass(frozen=True)
class Frequencies:
    """`rows` of keys that stand in the index of names 50 times or more, at the last count."""

    rows: dict[int, int] = field(default_factory=dict)
    names: int = 0
    read_at: float = 0.0

    def chosen(self, keys: Iterable[int], *, most: int) -> list[int]:
        """All rare keys; then frequent ones, the rarest first, while they bring at most so many rows together."""
        wanted = set(keys)
        frequent = sorted((self.rows[key], key) for key in wanted if key in self.rows)
        found = [key for key in wanted if key not in self.rows]
        total = 0
        for rows, key in frequent:
            total += rows
            if total > most:
                break
            found.append(key)
        return found

    def together(self, words: Sequence[str], *, left: set[int]) -> list[list[int]]:
        """Pairs of keys of two words each, both too frequent to be asked for alone (`left`), the rarest first."""
        speaking = [self._speaking(word, left) for word in dict.fromkeys(words)]
        pairs = [
            (self.rows[one] * self.rows[other], [one, other])
            for ones, others in combinations(speaking, 2)
            for one, other in product(ones, others)
        ]
        # As if keys met by chance: pairs that many names have would say as little as each of them alone.
        few = [(rows, pair) for rows, pair in sorted(pairs) if rows <= MOST_TOGETHER * max(1, self.names)]
        return [pair for _rows, pair in few[:PAIRS]]

    def _speaking(self, word: str, left: set[int]) -> list[int]:
        """The word itself where it is a frequent one; else, as it may be misspelt, what it has in common with such."""
        if (key := word_key(word)) in left:
            return [key]
        return self.rarest(keys_of_word(word) & left, count=GUESSES)

    def rarest(self, keys: Iterable[int], *, count: int) -> list[int]:
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
    keys, rows, names = state.values_list("frequent_keys", "frequent_rows", "counted_names").first() or ((), (), 0)
    return Frequencies(dict(zip(keys, rows, strict=True)), names, time.monotonic())
