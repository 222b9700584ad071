"""Which word of one name stands for which of the other."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from .enums import Kind, Script
from .likeness import SAME_SCRIPT, SHORT, Likeness, Ways, likeness, may_be_alike
from .phonetics import skeleton
from .weights import SIGN_EDIT, Rank, Weights
from .word_profile import Profile, Word, word

# Written together on one side only: a trifle less than the same.
JOINING = 0.97
_BY_LETTERS = frozenset({Script.INDIC, Script.ARABIC})
# Among themselves, too, people leave out a long vowel or write it.
_BARE = frozenset({Script.ARABIC, Script.HEBREW})
_LONG_VOWELS_AT_WILL = Ways(unvowelled=True)
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
    edit: float
    ways: Ways

    def likeness(self, one: Word, other: Word) -> tuple[float, Likeness]:
        return likeness(one, other, self.edit, self.ways)


def align(ours: Profile, theirs: Profile, kind: Kind, weights: Weights) -> Alignment:
    """Best pairs first; words written together on one side only are tried as one."""
    edit = weights.edit * (SIGN_EDIT if _is_exact(ours, theirs) else 1.0)
    reading = Reading(kind, weights, weights.ranks(), edit, _ways(ours, theirs))
    found = _single(ours.words, theirs.words, reading)
    same = [pair for _, pair in found if pair.alike == 1.0]
    if len(same) < max(len(ours.words), len(theirs.words)):
        mine, yours = {pair.ours[0] for pair in same}, {pair.theirs[0] for pair in same}
        found += _joined(ours, theirs.words, mine, yours, reading, swapped=False)
        found += _joined(theirs, ours.words, yours, mine, reading, swapped=True)
    return _choose(found, len(ours.words), len(theirs.words))


def _is_exact(ours: Profile, theirs: Profile) -> bool:
    """The letters of one alphabet tell more than their sound, and a sign is read in one of the ways that are tried."""
    if ours.by_signs != theirs.by_signs:
        return not (ours.foreign or theirs.foreign)
    return ours.script is theirs.script and ours.script in _BY_LETTERS


def _ways(ours: Profile, theirs: Profile) -> Ways:
    if ours.script is theirs.script:
        return _LONG_VOWELS_AT_WILL if ours.script in _BARE else SAME_SCRIPT
    unvowelled = ours.unvowelled != theirs.unvowelled
    return Ways(
        romanised=ours.romanised != theirs.romanised or unvowelled,
        unvowelled=unvowelled,
        transcribed=ours.by_signs != theirs.by_signs and (ours.foreign or theirs.foreign),
    )


def _single(ours: tuple[Word, ...], theirs: tuple[Word, ...], reading: Reading) -> list[tuple[float, Pair]]:
    found = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            if one is other:
                alike, how = 1.0, Likeness.EXACT
            elif reading.ways.transcribed or may_be_alike(one, other):
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
            close = abs(len(text) - len(other.text)) <= 1 and _one_word(text, other.text)
            if not close and not (reading.ways.unvowelled and _one_skeleton(text, other)):
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


def _one_skeleton(joined: str, other: Word) -> bool:
    """ "abdul" and "malik" are "abdelmalek" where vowels were not written."""
    return joined[0] == other.text[0] and len(other.skeleton) > SHORT and skeleton(joined) == other.skeleton


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
