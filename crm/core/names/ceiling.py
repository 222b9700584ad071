"""What two names can reach at most, told without pairing their words: most of those that share a word reach nothing.

The bound rests on `name_score`: each word is given the best partner that the other name has for it, whether or not
another word wants the same one, and only words without any partner speak against.
`tests/core/names/test_ceiling.py` holds it to that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .acronyms import is_acronym
from .alignment import Reading, abbreviations, joining, joining_skeletons, reading_of
from .company_words import SHORTEST_ACRONYM
from .enums import Kind
from .name_score import in_one
from .normalise import NormalName
from .weights import SAME_LETTERS_FROM, WEIGHTS, Rank, Weights
from .word_profile import Profile, Word, bare_of, profile, readings_of

# Pairs of words that are kept, some 100 bytes each.
_KEPT_WORTHS = 200_000
_NO_PARTNER = -1.0
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A name as the bound reads it: its words, what each weighs, and how they are written by two together."""

    name: NormalName
    profile: Profile
    words: tuple[Word, ...]
    weights: tuple[float, ...]
    texts: frozenset[str]
    joined: frozenset[str]
    letters: "Letters"
    readings: "tuple[Outline, ...]"
    bare: "Outline | None"

    def held_against(self, other: "Outline") -> "list[tuple[Outline, Outline]]":
        """The readings of both of which one pair has to agree, as `readings_held_against` has them."""
        if self.profile.script is not other.profile.script and (self.readings or other.readings):
            return list(product(self.readings or (self,), other.readings or (other,)))
        if self.bare and other.bare:
            return [(self.bare, other.bare)]
        return [(self, other)]


@dataclass(frozen=True, slots=True)
class Letters:
    """What of a company's name may stand for several words, and what it may be made of."""

    in_one: str
    shorts: tuple[str, ...]
    initials: str

    @classmethod
    def of(cls, name: NormalName, known: Profile) -> "Letters":
        return cls(
            in_one=in_one(name),
            shorts=tuple(word.text for word in known.words if len(word.text) >= SHORTEST_ACRONYM),
            initials="".join(word.text[0] for word in known.words),
        )


class Ceiling:
    """For names of one kind that are to reach `least`."""

    def __init__(self, kind: Kind, least: float) -> None:
        self._kind = kind
        self._least = least
        self._weights = WEIGHTS[kind]
        self._two_wanted = kind is Kind.PERSON and self._weights.single < least
        self._worths: dict[Reading, _Worths] = {}

    def outline(self, name: NormalName) -> Outline:
        known, ranks = profile(name), self._weights.ranks()
        return Outline(
            name=name,
            profile=known,
            words=known.words,
            weights=tuple(ranks[word.rank] for word in known.words),
            texts=frozenset(word.text for word in known.words),
            joined=frozenset(text for _, text in known.neighbours),
            letters=Letters.of(name, known),
            readings=tuple(map(self.outline, readings_of(name))) if name.readings else (),
            bare=self.outline(bare_of(name)) if name.bare else None,
        )

    def passing(self, ours: Outline, listed: Sequence[Outline]) -> Iterator[int]:
        """Places of those that may reach, in some order; of the others it is sure that they do not."""
        alike_read: dict[tuple[Outline, Reading], list[tuple[int, Outline]]] = defaultdict(list)
        for place, theirs in enumerate(listed):
            for one, other in ours.held_against(theirs):
                reading = reading_of(one.profile, other.profile, self._kind, self._weights)
                alike_read[one, reading].append((place, other))
        passed: set[int] = set()
        for (one, reading), others in alike_read.items():
            passed.update(self._passing(one, reading, others))
        return iter(sorted(passed))

    def _passing(self, ours: Outline, reading: Reading, listed: list[tuple[int, Outline]]) -> Iterator[int]:
        joins = self._joins(ours, [theirs for _, theirs in listed], reading)
        worths = self._worths.get(reading)
        if worths is None:
            worths = self._worths[reading] = _Worths(reading, self._weights, self._least)
        worths.learn(ours.words, {word for _, theirs in listed for word in theirs.words})
        same_letters = set() if self._kind is Kind.PERSON else _same_letters(ours, [theirs for _, theirs in listed])
        for number, (place, theirs) in enumerate(listed):
            if number in same_letters or joins(theirs) or self._may_reach(worths, ours, theirs):
                yield place

    def _joins(self, ours: Outline, listed: Sequence[Outline], reading: Reading) -> Callable[[Outline], bool]:
        """Tells names of which a word may be two of ours in one, or the other way round."""
        words = joining(ours.joined, list({text for theirs in listed for text in theirs.texts}))
        joined = joining(ours.texts, list({text for theirs in listed for text in theirs.joined}))
        if reading.ways.unvowelled:
            return lambda theirs: (
                not (words.isdisjoint(theirs.texts) and joined.isdisjoint(theirs.joined))
                or joining_skeletons(ours.profile, theirs.profile)
            )
        if not words and not joined:
            return lambda theirs: False
        return lambda theirs: not (words.isdisjoint(theirs.texts) and joined.isdisjoint(theirs.joined))

    def _may_reach(self, worths: "_Worths", ours: Outline, theirs: Outline) -> bool:
        return self._words_may_reach(worths, ours, theirs) or (
            self._kind is not Kind.PERSON and _stands_for_several(ours, theirs)
        )

    def _words_may_reach(self, worths: "_Worths", ours: Outline, theirs: Outline) -> bool:
        rows = worths.of(ours.words, theirs.words)
        two_wanted = self._two_wanted and len(ours.words) + len(theirs.words) > 2
        best_of_ours = list(map(max, rows))
        if two_wanted and _is_one_at_most(best_of_ours):
            return False
        best_of_theirs = list(map(max, *rows)) if len(rows) > 1 else rows[0]
        if two_wanted and _is_one_at_most(best_of_theirs):
            return False
        gained, mine, generic = _told(best_of_ours, ours)
        gained_too, yours, generic_too = _told(best_of_theirs, theirs)
        against = self._against(mine, yours, generic + generic_too)
        return gained + gained_too - self._least * against > -_ROUNDING

    def _against(self, mine: float, yours: float, generic: float) -> float:
        """At least this is what words without a partner weigh against."""
        both = min(mine, yours)
        beyond = max(mine, yours) - both + generic
        return self._weights.conflict * both + self._weights.extra * self._weights.light * beyond


class _Worths:
    """What two words that are paired, for all that each weighs, add to the score above `least`; remembered by word."""

    def __init__(self, reading: Reading, weights: Weights, least: float) -> None:
        self._reading = reading
        self._weights = weights
        self._least = least
        self._rows: dict[Word, dict[Word, float]] = {}
        self._kept = 0

    def of(self, ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> list[list[float]]:
        """For each of our words those of all of theirs, all of which were learnt."""
        return [[row[other] for other in theirs] for row in map(self._rows.__getitem__, ours)]

    def learn(self, ours: tuple[Word, ...], theirs: set[Word]) -> None:
        if self._kept > _KEPT_WORTHS:
            self._rows.clear()
            self._kept = 0
        for one in ours:
            row = self._rows.setdefault(one, {})
            new = [other for other in theirs if other not in row]
            row.update(dict.fromkeys(new, _NO_PARTNER))
            for other in self._reading.may_offer(one, new):
                row[other] = self._worth(one, other)
            self._kept += len(new)

    def _worth(self, one: Word, other: Word) -> float:
        offer = self._reading.offer(one, other)
        if offer is None:
            return _NO_PARTNER
        weights = self._weights
        doubt = min(1.0, max(0.0, weights.sure - offer[0]) / (weights.sure - weights.floor))
        return max(0.0, (offer[0] - self._least * (1.0 + (weights.conflict - 1.0) * doubt)) / 2)


def _is_one_at_most(best: list[float]) -> bool:
    """Whether no more than one word has a partner."""
    return len(best) - best.count(_NO_PARTNER) < 2


def _told(best: list[float], name: Outline) -> tuple[float, float, float]:
    """What the words gain that have a partner, and the weight of those that have none; of generic ones apart."""
    gained = left = generic = 0.0
    for place, worth in enumerate(best):
        if worth == _NO_PARTNER:
            if name.words[place].rank is Rank.GENERIC:
                generic += name.weights[place]
            else:
                left += name.weights[place]
        elif worth:
            gained += name.weights[place] * worth
    return gained, left, generic


def _same_letters(ours: Outline, listed: Sequence[Outline]) -> set[int]:
    """Places of those that have almost the same letters, in whatever words they are written."""
    found: set[int] = set()
    for text, texts in (
        (ours.profile.squashed, [theirs.profile.squashed for theirs in listed]),
        (ours.letters.in_one, [theirs.letters.in_one for theirs in listed]),
    ):
        near = process.extract(
            text, texts, scorer=OSA.normalized_similarity, score_cutoff=SAME_LETTERS_FROM, limit=None
        )
        found.update(place for _, _, place in near)
    return found


def _stands_for_several(ours: Outline, theirs: Outline) -> bool:
    """Whether a word may be made of the first letters of others."""
    return _made_of(ours, theirs) or _made_of(theirs, ours)


def _made_of(few: Outline, many: Outline) -> bool:
    if is_acronym(few.name, many.name):
        return True
    initials = many.letters.initials
    return any(short in initials for short in few.letters.shorts) and any(
        True for _ in abbreviations(few.words, many.words)
    )
