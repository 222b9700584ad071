"""An index in the worker's memory for lists up to some 100,000 names: watch lists, an import, a batch of companies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest

from .enums import Kind
from .evidence import plain_numbers
from .memory_names import LOOKED_AT, ListedNames
from .normalise import normalise
from .parties import Party
from .scoring import Match, Strength, compare

_Number = tuple[str, str]


class MemoryIndex:
    def __init__(self, parties: Iterable[Party]) -> None:
        self.parties = tuple(parties)
        self._names = {kind: ListedNames(kind) for kind in Kind}
        self._numbered: dict[_Number, list[int]] = defaultdict(list)
        for place, party in enumerate(self.parties):
            for name in party.names:
                self._names[party.kind].add(normalise(name.text, party.kind), place)
            for number in _numbers(party):
                self._numbered[number].append(place)

    def candidates(self, party: Party, limit: int = LOOKED_AT) -> tuple[Party, ...]:
        """Those worth a comparison, likeliest first. Where no key agrees, all names are read."""
        return tuple(self.parties[place] for place in self._places(party, limit))

    def hits(self, party: Party) -> list[tuple[Party, Match]]:
        """All that are candidates or more, best first."""
        matches = ((self.parties[place], compare(party, self.parties[place])) for place in self._likely(party))
        found = [(other, match) for other, match in matches if match.strength is not Strength.NONE]
        return sorted(found, key=lambda hit: -hit[1].score)

    def _likely(self, party: Party) -> list[int]:
        """Only a number in common can lift a party whose names do not agree."""
        places = set(self._same_number(party))
        for name in party.names:
            places |= self._names[party.kind].reached(normalise(name.text, party.kind))
        return sorted(places)

    def _places(self, party: Party, limit: int) -> list[int]:
        best: dict[int, float] = {}
        names = self._names[party.kind]
        for name in party.names:
            for number, score in names.likeliest(normalise(name.text, party.kind), limit):
                place = names.owner[number]
                best[place] = max(best.get(place, 0.0), score)
        for place in self._same_number(party):
            best[place] = 2.0
        return nlargest(limit, best, key=lambda place: (best[place], -place))

    def _same_number(self, party: Party) -> Iterator[int]:
        for number in _numbers(party):
            yield from self._numbered.get(number, ())


def _numbers(party: Party) -> Iterator[_Number]:
    for kind, numbers in party.identifiers.items():
        for number in plain_numbers(kind, numbers):
            yield kind, number
