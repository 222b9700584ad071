"""An index in the worker's memory for lists up to some 100,000 names: watch lists, an import, a batch of companies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .evidence import plain_numbers
from .memory_keys import Key, memory_keys
from .name_score import reaches
from .normalise import NormalName, normalise
from .parties import Party
from .scoring import Match, Strength, compare
from .weights import CANDIDATE_FROM

# Names that are compared with each name of a party: a rare key in common brings the right one among the first.
LOOKED_AT = 40
# A key that so many names share is read only where there is nothing else.
_CROWDED = 400
# After the first few, a name with so little in common beside the likeliest one is not compared.
_SHARE_OF_BEST = 0.4
_SURELY = 12


class MemoryIndex:
    def __init__(self, parties: Iterable[Party]) -> None:
        self.parties = tuple(parties)
        self._names: list[NormalName] = []
        self._owner: list[int] = []
        self._posted: dict[Key, list[int]] = defaultdict(list)
        self._numbered: dict[Key, list[int]] = defaultdict(list)
        for place, party in enumerate(self.parties):
            for name in party.names:
                self._add(normalise(name.text, party.kind), place)
            for key in _numbers(party):
                self._numbered[key].append(place)
        self._folded = {number: name.folded for number, name in enumerate(self._names)}

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
        least = CANDIDATE_FROM[party.kind]
        places = {place for key in _numbers(party) for place in self._numbered.get(key, ())}
        for name in party.names:
            normal = normalise(name.text, party.kind)
            for number, _ in self._likeliest(normal, LOOKED_AT):
                place, other = self._owner[number], self._names[number]
                if place not in places and other.kind is party.kind and reaches(normal, other, least):
                    places.add(place)
        return sorted(places)

    def _add(self, name: NormalName, place: int) -> None:
        if not name.tokens:
            return
        number = len(self._names)
        self._names.append(name)
        self._owner.append(place)
        for key in memory_keys(name):
            self._posted[key].append(number)

    def _places(self, party: Party, limit: int) -> list[int]:
        best: dict[int, float] = {}
        for name in party.names:
            normal = normalise(name.text, party.kind)
            for number, score in self._likeliest(normal, limit):
                place = self._owner[number]
                best[place] = max(best.get(place, 0.0), score)
        for key in _numbers(party):
            for place in self._numbered.get(key, ()):
                best[place] = 2.0
        return nlargest(limit, best, key=lambda place: (best[place], -place))

    def _likeliest(self, name: NormalName, limit: int) -> list[tuple[int, float]]:
        if not name.tokens:
            return []
        votes = self._votes(name) or self._scanned(name, limit)
        likeliest = nlargest(limit, votes, key=lambda each: (votes[each], -each))
        enough = votes[likeliest[0]] * _SHARE_OF_BEST if likeliest else 0.0
        kept = likeliest[:_SURELY] + [number for number in likeliest[_SURELY:] if votes[number] >= enough]
        return [(number, votes[number]) for number in kept]

    def _votes(self, name: NormalName) -> dict[int, float]:
        """The rarer a key, the more it says; crowded ones are read only where there is nothing else."""
        posted = sorted((p for key in memory_keys(name) if (p := self._posted.get(key))), key=len)
        votes: dict[int, float] = defaultdict(float)
        for numbers in posted:
            if len(numbers) > _CROWDED and len(votes) >= LOOKED_AT:
                break
            share = 1.0 / (3 + len(numbers)) ** 0.5
            for number in numbers:
                votes[number] += share
        return votes

    def _scanned(self, name: NormalName, limit: int) -> dict[int, float]:
        found = process.extract(name.folded, self._folded, scorer=OSA.normalized_similarity, limit=limit)
        return {number: score for _, score, number in found}


def _numbers(party: Party) -> Iterator[Key]:
    for kind, numbers in party.identifiers.items():
        for number in plain_numbers(kind, numbers):
            yield kind, number
