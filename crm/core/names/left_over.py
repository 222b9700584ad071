"""What the words say against two names that only one of them has."""

from functools import cache
from typing import NamedTuple

from .alignment import Alignment
from .weights import FEW_WORDS, Rank, Weights
from .word_profile import Profile, Word

_TELL_APART = frozenset({Rank.PLACE, Rank.SECTOR})
_TELL_LITTLE = frozenset({Rank.PLACE, Rank.SECTOR, Rank.COMMON, Rank.GENERIC})
_ALWAYS_LEFT_OUT = frozenset({Rank.PLACE, Rank.GENERIC})

Words = tuple[Word, ...]


class Against(NamedTuple):
    """`extra`: what one side has beyond the other; `both`: words on both sides that contradict each other; `numbers`:
    those among them that are numbers. `untold`: only words that many share agree, and one name has more of them."""

    extra: float = 0.0
    both: float = 0.0
    numbers: float = 0.0
    untold: bool = False


NOTHING = Against()


def against_people(left: Words, right: Words, weights: Weights) -> Against:
    if not left and not right:
        return NOTHING
    mine, yours = _weight(left, weights), _weight(right, weights)
    return Against(abs(mine - yours), min(mine, yours))


def against_companies(alignment: Alignment, ours: Profile, theirs: Profile, weights: Weights) -> Against:
    if not alignment.ours_left and not alignment.theirs_left:
        return NOTHING
    left = tuple([ours.words[i] for i in alignment.ours_left])
    right = tuple([theirs.words[j] for j in alignment.theirs_left])
    told = _is_told(alignment, ours, theirs)
    few = len(alignment.pairs) <= FEW_WORDS
    extra = _extra(left, right, _heaviness(told or not few, weights), weights)
    untold = not told and any(word.rank not in _ALWAYS_LEFT_OUT for word in left + right)
    if not left or not right:
        return Against(extra, untold=untold)
    both, numbers = _contradicting(left, right, weights), _contradicting_numbers(left, right, weights)
    return Against(extra, both, numbers, untold)


def _weight(words: Words, weights: Weights) -> float:
    ranks = weights.ranks()
    return sum(ranks[word.rank] for word in words)


def _is_told(alignment: Alignment, ours: Profile, theirs: Profile) -> bool:
    """Whether more agrees than words that many companies share."""
    for pair in alignment.pairs:
        for i in pair.ours:
            if ours.words[i].rank not in _TELL_LITTLE:
                return True
        for j in pair.theirs:
            if theirs.words[j].rank not in _TELL_LITTLE:
                return True
    return False


@cache
def _heaviness(told: bool, weights: Weights) -> dict[Rank, float]:
    """Where a company is, and words that many share, are often left out; unless the rest is one or two such words: the
    State Bank of India is not the Bank of India."""
    if told:
        return dict.fromkeys(Rank, 1.0) | {Rank.COMMON: weights.light, Rank.PLACE: weights.placed}
    return {rank: weights.light if rank is Rank.PLACE else weights.untold for rank in Rank}


def _extra(left: Words, right: Words, heaviness: dict[Rank, float], weights: Weights) -> float:
    """That a company is a group weighs little, and nothing on the other side stands for it."""
    ranks = weights.ranks()
    sides, generic = [], 0
    for words in (left, right):
        weight = weighed = 0.0
        for word in words:
            rank = word.rank
            if rank is Rank.GENERIC:
                generic += 1
            else:
                weight += ranks[rank]
                weighed += ranks[rank] * heaviness[rank]
        sides.append((weight, weighed))
    (weight, weighed), (other, _) = max(sides), min(sides)
    beyond = (weight - other) * weighed / weight if weight else 0.0
    return weights.light * weights.generic * generic + beyond


def _contradicting(left: Words, right: Words, weights: Weights) -> float:
    """Two places or two trades tell companies apart, however little each tells alone. A group may be a holding, where
    neither has a trade beside it."""
    ranks = _apart(weights)
    both = min(sum([ranks[word.rank] for word in words]) for words in (left, right))
    for word in left + right:
        if word.rank not in _ALWAYS_LEFT_OUT:
            return both
    return both - weights.generic * min(_count(words, Rank.GENERIC) for words in (left, right))


def _count(words: Words, rank: Rank) -> int:
    return len([word for word in words if word.rank is rank])


@cache
def _apart(weights: Weights) -> dict[Rank, float]:
    return weights.ranks() | dict.fromkeys(_TELL_APART, 1.0)


def _contradicting_numbers(left: Words, right: Words, weights: Weights) -> float:
    """ "Fund 2" and "Fund 3": a number on either side that the other has not."""
    return weights.numeral * min(_count(left, Rank.NUMBER), _count(right, Rank.NUMBER))
