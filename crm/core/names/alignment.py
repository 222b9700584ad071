"""Which word of one name stands for which of the other."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from .enums import Kind
from .likeness import SHORT, Likeness, likeness, may_be_alike
from .weights import Rank, Weights
from .word_profile import Profile, Word, word

# Written together on one side only: a trifle less than the same.
JOINING = 0.97
# Words less alike than this are not offered as a pair.
_PAIRED_FROM = 0.4
# A joined word this long may have one letter wrong.
_LONG = 6


@dataclass(frozen=True, slots=True)
class Pair:
    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    alike: float
    how: Likeness
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment:
    pairs: tuple[Pair, ...]
    ours_left: tuple[int, ...]
    theirs_left: tuple[int, ...]

    def mirrored(self) -> "Alignment":
        pairs = tuple(Pair(pair.theirs, pair.ours, pair.alike, pair.how, pair.weight) for pair in self.pairs)
        return Alignment(pairs, self.theirs_left, self.ours_left)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the words are to be read against each other."""

    kind: Kind
    weights: Weights
    ranks: dict[Rank, float]
    romanised: bool
    unvowelled: bool

    def likeness(self, one: Word, other: Word) -> tuple[float, Likeness]:
        return likeness(one, other, self.weights.edit, self.romanised, self.unvowelled)


def align(ours: Profile, theirs: Profile, kind: Kind, weights: Weights) -> Alignment:
    """Best pairs first; words written together on one side only are tried as one."""
    reading = Reading(
        kind,
        weights,
        weights.ranks(),
        romanised=ours.romanised != theirs.romanised or ours.unvowelled != theirs.unvowelled,
        unvowelled=ours.unvowelled != theirs.unvowelled,
    )
    found = _single(ours.words, theirs.words, reading)
    same = [pair for _, pair in found if pair.alike == 1.0]
    if len(same) < max(len(ours.words), len(theirs.words)):
        mine, yours = {pair.ours[0] for pair in same}, {pair.theirs[0] for pair in same}
        found += _joined(ours, theirs.words, mine, yours, reading, swapped=False)
        found += _joined(theirs, ours.words, yours, mine, reading, swapped=True)
    return _choose(found, len(ours.words), len(theirs.words))


def _single(ours: tuple[Word, ...], theirs: tuple[Word, ...], reading: Reading) -> list[tuple[float, Pair]]:
    found = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            if one is other:
                alike, how = 1.0, Likeness.EXACT
            elif may_be_alike(one, other):
                alike, how = reading.likeness(one, other)
            else:
                continue
            if alike >= _PAIRED_FROM:
                weight = (reading.ranks[one.rank] + reading.ranks[other.rank]) / 2
                found.append((alike * weight, Pair((i,), (j,), alike, how, weight)))
    return found


def _joined(
    many: Profile, few: tuple[Word, ...], many_same: set[int], few_same: set[int], reading: Reading, *, swapped: bool
) -> list[tuple[float, Pair]]:
    found = []
    open_few = [(j, other) for j, other in enumerate(few) if j not in few_same and len(other.text) > SHORT]
    for places, text in many.neighbours if open_few else ():
        if many_same.issuperset(places):
            continue
        for j, other in open_few:
            if abs(len(text) - len(other.text)) > 1 or not _one_word(text, other.text):
                continue
            alike, _ = reading.likeness(word(text, reading.kind), other)
            if alike >= _PAIRED_FROM:
                weight = (sum(reading.ranks[many.words[i].rank] for i in places) + reading.ranks[other.rank]) / 2
                left, right = ((j,), places) if swapped else (places, (j,))
                found.append((alike * JOINING * weight, Pair(left, right, alike * JOINING, Likeness.JOINED, weight)))
    return found


def _one_word(joined: str, other: str) -> bool:
    """The same letters, or one edit where the word is long enough to bear it."""
    if joined == other:
        return True
    if len(other) < _LONG:
        return False
    return OSA.distance(joined, other, score_cutoff=1) <= 1


def _choose(found: list[tuple[float, Pair]], ours: int, theirs: int) -> Alignment:
    found.sort(key=lambda item: (-item[0], item[1].ours, item[1].theirs))
    free_ours, free_theirs = set(range(ours)), set(range(theirs))
    chosen = []
    for _, pair in found:
        if free_ours.issuperset(pair.ours) and free_theirs.issuperset(pair.theirs):
            chosen.append(pair)
            free_ours.difference_update(pair.ours)
            free_theirs.difference_update(pair.theirs)
    return Alignment(tuple(chosen), tuple(sorted(free_ours)), tuple(sorted(free_theirs)))
