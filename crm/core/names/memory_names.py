"""The names of one kind in the index in memory: which of them may be meant by a name, and which are alike enough."""

from collections import defaultdict

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .ceiling import Ceiling, Outline
from .enums import Kind
from .memory_keys import Key, memory_keys
from .name_score import reaches
from .normalise import NormalName
from .weights import CANDIDATE_FROM

# Names that are compared with each name of a party: a rare key in common brings the right one among the first.
LOOKED_AT = 80
# A key that so many names share is read only where there is nothing else.
_CROWDED = 400
# After the first few, a name with so little in common beside the likeliest one is not compared.
_SHARE_OF_BEST = 0.3
_SURELY = 20
# Names whose answers are remembered; most answers are empty.
_KEPT_ANSWERS = 20_000


class ListedNames:
    """`owner`: by the number of a name, the place of the party that bears it."""

    def __init__(self, kind: Kind) -> None:
        self.owner: list[int] = []
        self._names: list[NormalName] = []
        self._outlines: list[Outline] = []
        self._posted: dict[Key, list[int]] = defaultdict(list)
        self._least = CANDIDATE_FROM[kind]
        self._ceiling = Ceiling(kind, self._least)
        # By its text, for whom a name was taken: in a portfolio many bear the same one.
        self._reached: dict[str, frozenset[int]] = {}

    def add(self, name: NormalName, place: int) -> None:
        if not name.tokens:
            return
        number = len(self._names)
        self._names.append(name)
        self._outlines.append(self._ceiling.outline(name))
        self.owner.append(place)
        self._reached.clear()
        for key in memory_keys(name):
            self._posted[key].append(number)

    def reached(self, name: NormalName) -> frozenset[int]:
        """The places of parties with a name that is alike enough to be looked at."""
        found = self._reached.get(name.text)
        if found is None:
            if len(self._reached) >= _KEPT_ANSWERS:
                self._reached.pop(next(iter(self._reached)))
            found = self._reached[name.text] = frozenset(self._reaching(name))
        return found

    def _reaching(self, name: NormalName) -> set[int]:
        places: set[int] = set()
        numbers = [number for number, _ in self.likeliest(name, LOOKED_AT)]
        if not numbers:
            return places
        for place in self._ceiling.passing(self._ceiling.outline(name), [self._outlines[number] for number in numbers]):
            number = numbers[place]
            if self.owner[number] not in places and reaches(name, self._names[number], self._least):
                places.add(self.owner[number])
        return places

    def likeliest(self, name: NormalName, limit: int) -> list[tuple[int, float]]:
        """(number, how much they have in common), most first."""
        if not name.tokens:
            return []
        votes = self._votes(name) or self._scanned(name, limit)
        if not votes:
            return []
        shares = sorted(votes.values(), reverse=True)
        enough = shares[0] * _SHARE_OF_BEST
        least = min(enough, shares[min(_SURELY, len(shares)) - 1])
        kept = sorted((-share, number) for number, share in votes.items() if share >= least)[:limit]
        return [(number, -less) for place, (less, number) in enumerate(kept) if place < _SURELY or -less >= enough]

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
        folded = [each.folded for each in self._names]
        found = process.extract(name.folded, folded, scorer=OSA.normalized_similarity, limit=limit)
        return {number: score for _, score, number in found}
