"""Which word of one name stands for which of the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .company_words import SHORTEST_ACRONYM
from .enums import Kind, Script
from .likeness import SAME_SCRIPT, SHORT, Likeness, Ways, likeness, may_be_alike, may_be_spelled_alike
from .phonetics import skeleton
from .weights import SIGN_EDIT, Rank, Weights
from .word_profile import Profile, Word, word

# Written together on one side only: a trifle less than the same.
JOINING = 0.97
_BY_LETTERS = frozenset({Script.INDIC, Script.ARABIC})
# Among themselves, too, people leave out a long vowel or write it.
_BARE = frozenset({Script.ARABIC, Script.HEBREW})
_LONG_VOWELS_AT_WILL = Ways(unvowelled=True)
# First letters for words in a row.
ABBREVIATED = 0.85
# Words less alike than this are not offered as a pair.
_PAIRED_FROM = 0.4
# Words whose likeness to others is remembered.
_KEPT_WORDS = 20_000
# A joined word this long may have one letter wrong.
_LONG = 6


class Pair(NamedTuple):
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


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How the words are to be read against each other; one for each way."""

    kind: Kind
    weights: Weights
    ranks: dict[Rank, float]
    edit: float
    ways: Ways
    offers: dict[Word, dict[Word, tuple[float, Likeness] | None]] = field(default_factory=dict)

    def likeness(self, one: Word, other: Word) -> tuple[float, Likeness]:
        return likeness(one, other, self.edit, self.ways)

    def offer(self, one: Word, other: Word) -> tuple[float, Likeness] | None:
        """How alike the words are; None where they are no pair. Remembered: a list has few words beside its names."""
        row = self.offers.get(one)
        if row is None:
            if len(self.offers) >= _KEPT_WORDS:
                self.offers.clear()
            row = self.offers[one] = {}
        if other not in row:
            row[other] = self._offered(one, other)
        return row[other]

    def _offered(self, one: Word, other: Word) -> tuple[float, Likeness] | None:
        if one is other:
            return 1.0, Likeness.EXACT
        if not (self.ways.transcribed or may_be_alike(one, other)):
            return None
        found = self.likeness(one, other)
        return found if found[0] >= _PAIRED_FROM else None

    def may_offer(self, one: Word, others: list[Word]) -> list[Word]:
        """Those that may be a pair with the word, and some that are not: the first look at many."""
        return may_be_spelled_alike(one, others, (1.0 - _PAIRED_FROM) / self.edit, self.ways)


def reading_of(ours: Profile, theirs: Profile, kind: Kind, weights: Weights) -> Reading:
    exact = _is_exact(ours, theirs)
    return _reading(kind, weights, weights.edit * SIGN_EDIT if exact else weights.edit, _ways(ours, theirs))


@lru_cache(maxsize=64)
def _reading(kind: Kind, weights: Weights, edit: float, ways: Ways) -> Reading:
    return Reading(kind, weights, weights.ranks(), edit, ways)


def align(ours: Profile, theirs: Profile, kind: Kind, weights: Weights) -> Alignment:
    """Best pairs first; words written together on one side only are tried as one."""
    reading = reading_of(ours, theirs, kind, weights)
    found = _single(ours.words, theirs.words, reading)
    same = [pair for _, pair in found if pair.alike == 1.0]
    if len(same) < max(len(ours.words), len(theirs.words)):
        mine, yours = {pair.ours[0] for pair in same}, {pair.theirs[0] for pair in same}
        found += _joined(ours, theirs.words, mine, yours, reading, swapped=False)
        found += _joined(theirs, ours.words, yours, mine, reading, swapped=True)
        if kind is not Kind.PERSON:
            found += _acronyms(ours.words, theirs.words, mine, yours, reading, swapped=False)
            found += _acronyms(theirs.words, ours.words, yours, mine, reading, swapped=True)
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
            if offer := reading.offer(one, other):
                alike, how = offer
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
            if not _joins(text, other) and not (reading.ways.unvowelled and _one_skeleton(text, other)):
                continue
            alike, _ = reading.likeness(word(text, reading.kind), other)
            if alike >= _PAIRED_FROM:
                weight = (sum(reading.ranks[many.words[i].rank] for i in places) + reading.ranks[other.rank]) / 2
                left, right = ((j,), places) if swapped else (places, (j,))
                found.append((alike * JOINING * weight, Pair(left, right, alike * JOINING, Likeness.JOINED, weight)))
    return found


def joining(texts: Iterable[str], others: list[str]) -> set[str]:
    """Those of the others that may be one of the texts, where one side is one word and the other two in one."""
    found: set[str] = set()
    for text in texts:
        near = process.extract(text, others, scorer=OSA.distance, score_cutoff=1, limit=None)
        found.update(other for other, _, _ in near)
    return found


def joining_skeletons(ours: Profile, theirs: Profile) -> bool:
    """Whether that may be so for names of which one was written without vowels."""
    return any(
        _one_skeleton(text, other)
        for many, few in ((ours, theirs), (theirs, ours))
        for _, text in many.neighbours
        for other in few.words
        if text[0] == other.text[0]
    )


def _joins(text: str, other: Word) -> bool:
    return -1 <= len(text) - len(other.text) <= 1 and _one_word(text, other.text)


def _acronyms(
    few: tuple[Word, ...],
    many: tuple[Word, ...],
    few_same: set[int],
    many_same: set[int],
    reading: Reading,
    *,
    swapped: bool,
) -> list[tuple[float, Pair]]:
    """ "PKO Bank" and "Polska Kasa Oszczednosci Bank": a word made of the first letters of some in a row.

    Where it stands for the whole name the score knows that by itself."""
    found = []
    for i, places in abbreviations(few, many):
        if i in few_same or not many_same.isdisjoint(places):
            continue
        weight = (reading.ranks[few[i].rank] + sum(reading.ranks[many[j].rank] for j in places)) / 2
        left, right = (places, (i,)) if swapped else ((i,), places)
        found.append((ABBREVIATED * weight, Pair(left, right, ABBREVIATED, Likeness.ACRONYM, weight)))
    return found


def abbreviations(few: tuple[Word, ...], many: tuple[Word, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Words that are made of the first letters of others in a row, and the places of those."""
    initials = "".join(word.text[0] for word in many)
    for i, short in enumerate(few):
        size = len(short.text)
        if size < SHORTEST_ACRONYM or short.rank is not Rank.ORDINARY or (len(few) == 1 and size == len(many)):
            continue
        start = initials.find(short.text)
        if start >= 0:
            yield i, tuple(range(start, start + size))


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
