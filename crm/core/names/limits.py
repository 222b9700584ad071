"""What a score cannot pass, however alike the words are: signs that differ, short words, words that tell too little."""

from rapidfuzz.distance import OSA

from .alignment import JOINING, Alignment, Pair
from .characters import comparable
from .likeness import Likeness, is_another_short_word
from .normalise import NormalName
from .weights import (
    FEW_WORDS,
    NEARLY_LIMIT,
    OTHER_SHORT_LIMIT,
    SHORT_WORD,
    SHORT_WORD_LIMIT,
    SIGN_EDIT,
    SURE_LETTERS,
    Rank,
)
from .word_profile import Profile

_BY_LETTERS = frozenset({Likeness.SPELLING, Likeness.SOUND})


def sign_limit(one: NormalName, other: NormalName) -> float:
    if not (one.characters and other.characters and comparable(one.characters, other.characters)):
        return 1.0
    longest = max(len(one.characters), len(other.characters))
    return max(0.0, 1.0 - SIGN_EDIT * OSA.distance(one.characters, other.characters) / longest)


def short_word_limit(alignment: Alignment, ours: Profile, theirs: Profile) -> float:
    """ "Minh Chen" and "Linh Chen": a letter makes another short name, unless both are ways of writing the same one."""
    pairs = [pair for pair in alignment.pairs if pair.how is Likeness.SPELLING and ours.romanised == theirs.romanised]
    differs = any(
        len(ours.words[i].text) <= SHORT_WORD and len(theirs.words[j].text) <= SHORT_WORD
        for pair in pairs
        for i, j in zip(pair.ours, pair.theirs, strict=False)
    )
    return SHORT_WORD_LIMIT if differs else 1.0


def telling_limit(alignment: Alignment, ours: Profile, theirs: Profile, *, untold: bool, acronym: bool) -> float:
    """Where no word that tells the company is the same: Denso is not Dentsu, however alike they sound. Where nothing
    but shared words agree and one name has more of them (`untold`) the two may be sisters."""
    limit = NEARLY_LIMIT if untold else 1.0
    if ours.romanised != theirs.romanised:
        return limit
    telling = [pair for pair in alignment.pairs if _is_ordinary(pair, ours, theirs)]
    if not telling or any(pair.alike >= JOINING or _longest(pair, ours, theirs) >= SURE_LETTERS for pair in telling):
        return limit
    other = len(alignment.pairs) <= FEW_WORDS and not acronym
    other = other and all(
        pair.how in _BY_LETTERS and is_another_short_word(ours.words[pair.ours[0]], theirs.words[pair.theirs[0]])
        for pair in telling
    )
    return OTHER_SHORT_LIMIT if other else NEARLY_LIMIT


def _is_ordinary(pair: Pair, ours: Profile, theirs: Profile) -> bool:
    """On both sides: a misspelt "bank" would be, the bank that it stands for is not."""
    return any(ours.words[i].rank is Rank.ORDINARY for i in pair.ours) and any(
        theirs.words[j].rank is Rank.ORDINARY for j in pair.theirs
    )


def _longest(pair: Pair, ours: Profile, theirs: Profile) -> int:
    return max(sum(len(ours.words[i].text) for i in pair.ours), sum(len(theirs.words[j].text) for j in pair.theirs))
