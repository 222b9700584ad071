"""How alike two words are, and by what."""

from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .phonetics import bare
from .weights import Rank
from .word_profile import Word


class Likeness(StrEnum):
    EXACT = "exact"
    VARIANT = "variant"
    KIN = "kin"
    SOUND = "sound"
    SPELLING = "spelling"
    ROMANISATION = "romanisation"
    INITIAL = "initial"
    JOINED = "joined"
    ACRONYM = "acronym"
    DIFFERENT = "different"


SAME_GIVEN = 0.97
SAME_SURNAME = 0.88
# "Society" and "association": one body may be written with either. Of "oil" and "petroleum" it may be two.
CLOSE_KIN, DISTANT_KIN = 0.7, 0.55
SAME_SOUND = 0.95
SAME_SHORT_SOUND = 0.9
SHORT = 3
SAME_LOOSE = 0.92
SAME_SKELETON = 0.9
SAME_SHORT_SKELETON = 0.7
SAME_SHORT_SKELETON_AND_BEGINNING = 0.72
SAME_INITIAL = 0.72
SAME_FIGURE = 0.95
LONG_NUMBER = 4
# Romanising adds differences of its own.
READ_IN_ANOTHER_SCRIPT = 0.9
# Skeletons of one or two consonants belong to too many names.
_TELLING_SKELETON = 3
# A consonant makes another company of a word of so few letters.
_FEW_LETTERS = 5
_ROUNDING = 1e-6
# Words that everybody knows are other words where they differ, save for a typo.
_KNOWN = frozenset({Rank.PLACE, Rank.SECTOR, Rank.COMMON, Rank.GENERIC})
TYPO_IN_KNOWN_WORD = 0.75
_MAY_BE_VOWELS = frozenset("aeiouyw")


class Ways(NamedTuple):
    """By what words of two scripts may be alike beyond their spelling."""

    romanised: bool = False
    unvowelled: bool = False
    transcribed: bool = False


SAME_SCRIPT = Ways()


def may_be_alike(one: Word, other: Word) -> bool:
    """A quick look before the comparison: words that share less than half of their sounds are different."""
    mine, yours = one.letters, other.letters
    size, others = len(one.loose), len(other.loose)
    longest = size if size > others else others
    if 2 * (mine & ~yours).bit_count() <= longest and 2 * (yours & ~mine).bit_count() <= longest:
        return True
    if one.figure and one.figure == other.figure:
        return True
    if one.variants and not one.variants.isdisjoint(other.variants):
        return True
    return len(one.text) == 1 or len(other.text) == 1 or _shortened(one, other)


def may_be_spelled_alike(one: Word, others: list[Word], apart: float, ways: Ways) -> list[Word]:
    """Those that may be alike: no more than that share of their letters, or of what is heard of them, differs."""
    if len(one.text) == 1 or ways.transcribed:
        return others
    if ways.romanised:
        apart /= READ_IN_ANOTHER_SCRIPT
    near = texts_within(one.text, [other.text for other in others], apart)
    near |= texts_within(one.sound, [other.sound for other in others], apart)
    if ways.romanised:
        near |= texts_within(one.loose, [other.loose for other in others], apart)
    if ways.unvowelled:
        near |= texts_within(one.skeleton, [other.skeleton for other in others], apart)
    return [
        other
        for place, other in enumerate(others)
        if place in near
        or len(other.text) == 1
        or (one.figure and one.figure == other.figure)
        or (one.variants and not one.variants.isdisjoint(other.variants))
        or _shortened(one, other)
    ]


def texts_within(text: str, others: list[str], apart: float) -> set[int]:
    """Places of those of whose letters no more than that share differs."""
    found = process.extract(text, others, scorer=OSA.normalized_distance, score_cutoff=apart + _ROUNDING, limit=None)
    return {place for _, _, place in found}


def likeness(one: Word, other: Word, edit: float, ways: Ways = SAME_SCRIPT) -> tuple[float, Likeness]:
    if one.text == other.text:
        return 1.0, Likeness.EXACT
    if one.figure and one.figure == other.figure:
        return SAME_FIGURE, Likeness.VARIANT
    if one.digits != other.digits and (min(len(one.digits), len(other.digits)) < LONG_NUMBER):
        return 0.0, Likeness.DIFFERENT
    if len(one.text) == 1 or len(other.text) == 1:
        same = one.text[0] == other.text[0] and Rank.PARTICLE not in {one.rank, other.rank}
        return (SAME_INITIAL, Likeness.INITIAL) if same else (0.0, Likeness.DIFFERENT)
    return _worded(one, other, edit, ways)


def _worded(one: Word, other: Word, edit: float, ways: Ways) -> tuple[float, Likeness]:
    if one.variants and not one.variants.isdisjoint(other.variants):
        if one.by_meaning:
            return (CLOSE_KIN if min(one.variants & other.variants) < 0 else DISTANT_KIN), Likeness.KIN
        given = one.given and other.given and min(len(one.text), len(other.text)) >= SHORT
        return (SAME_GIVEN if given else SAME_SURNAME), Likeness.VARIANT
    within = not (ways.romanised or ways.unvowelled or ways.transcribed)
    if (known := (one.rank in _KNOWN) + (other.rank in _KNOWN)) == 2 and within:
        return 0.0, Likeness.DIFFERENT
    best, how = _heard_or_spelled(one, other, edit, ways)
    if known and best < SAME_INITIAL and _shortened(one, other):
        return SAME_INITIAL, Likeness.INITIAL
    if known and within and best < TYPO_IN_KNOWN_WORD:
        return 0.0, Likeness.DIFFERENT
    return best, how


def _shortened(one: Word, other: Word) -> bool:
    """ "Constr" for "construction", and what has been typed so far of a word that everybody knows."""
    short, long = (one, other) if len(one.text) <= len(other.text) else (other, one)
    return long.rank in _KNOWN and len(short.text) > 1 and long.text.startswith(short.text)


def is_another_short_word(one: Word, other: Word) -> bool:
    """ "Visa" and "Vista", not "Qods" and "Ghods", nor two letters the wrong way round; of letters that are read one by
    one ("BHP", "BP") each counts."""
    if one.text == other.text or max(len(one.text), len(other.text)) > _FEW_LETTERS:
        return False
    if _MAY_BE_VOWELS.isdisjoint(one.text) or _MAY_BE_VOWELS.isdisjoint(other.text):
        return True
    return bare(one.text) != bare(other.text) and sorted(one.text) != sorted(other.text)


def _heard_or_spelled(one: Word, other: Word, edit: float, ways: Ways) -> tuple[float, Likeness]:
    if one.sound == other.sound:
        return (SAME_SOUND if len(one.sound) > SHORT else SAME_SHORT_SOUND), Likeness.SOUND
    if ways.romanised:
        edit *= READ_IN_ANOTHER_SCRIPT
    best, how = _spelled(one.text, other.text, edit), Likeness.SPELLING
    heard = SAME_SOUND * _spelled(one.sound, other.sound, edit)
    if heard > best:
        best, how = heard, Likeness.SOUND
    if ways.romanised:
        read = SAME_LOOSE * _spelled(one.loose, other.loose, edit)
        if read > best:
            best, how = read, Likeness.ROMANISATION
    if ways.unvowelled:
        read = 0.0
        if min(len(one.skeleton), len(other.skeleton)) >= _TELLING_SKELETON:
            read = SAME_SKELETON * _spelled(one.skeleton, other.skeleton, edit)
        elif one.skeleton == other.skeleton:
            read = _short_skeleton(one.text, other.text)
        if read > best:
            best, how = read, Likeness.ROMANISATION
    if ways.transcribed and (read := _heard_abroad(bare(one.text), bare(other.text), edit)) > best:
        best, how = read, Likeness.ROMANISATION
    return best, how


def _heard_abroad(one: str, other: str, edit: float) -> float:
    if min(len(one), len(other)) >= _TELLING_SKELETON:
        return SAME_SKELETON * _spelled(one, other, edit)
    return SAME_SHORT_SKELETON if one == other else 0.0


def _short_skeleton(one: str, other: str) -> float:
    """Two consonants belong to many names, unless the beginnings agree too."""
    begins_alike = one[0] == other[0] or {one[0], other[0]} <= _MAY_BE_VOWELS
    return SAME_SHORT_SKELETON_AND_BEGINNING if begins_alike else SAME_SHORT_SKELETON


def _spelled(one: str, other: str, edit: float) -> float:
    size, others = len(one), len(other)
    longest = size if size > others else others
    if not longest:
        return 0.0
    alike = 1.0 - edit * OSA.distance(one, other) / longest
    return alike if alike > 0.0 else 0.0
