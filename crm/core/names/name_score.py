"""How alike two names are, from 0 to 1: the number alone and its parts come from the same steps."""

import re
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import OSA

from .acronyms import is_acronym
from .alignment import Alignment, Pair, align
from .enums import Kind
from .left_over import against_companies, against_people
from .legal_forms import are_of_two_countries, family_of
from .likeness import SAME_GIVEN, SAME_SKELETON
from .limits import short_word_limit, sign_limit, telling_limit
from .normalise import NormalName
from .weights import ACRONYM_SCORE, FAMILY_DIFFERS, FORM_ABROAD, SAME_LETTERS_FROM, WEIGHTS, Rank, Weights
from .word_profile import Profile, Word, bare_of, profile, readings_of

_LONG = 6
_VOWELS = re.compile("[aeiouy]+")
_NO_NAMES = frozenset({Rank.PARTICLE, Rank.HONOUR})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the score is made of. `agreed` of `held` is how alike the paired words are."""

    ours: Profile
    theirs: Profile
    alignment: Alignment
    agreed: float
    held: float
    doubts: tuple[float, ...]
    extra: float
    numbers: float
    both: float
    single: bool
    factor: float
    sign_limit: float
    word_limit: float
    near_limit: float
    letters: float
    acronym: bool
    form: float

    @property
    def against(self) -> float:
        return sum(self.doubts) + self.extra + self.numbers + self.both

    @property
    def words_score(self) -> float:
        return self.agreed / (self.held + self.against) if self.held else 0.0

    @property
    def score(self) -> float:
        score = min(self.words_score * self.factor, self.sign_limit, self.word_limit)
        score = max(score, self.letters, ACRONYM_SCORE if self.acronym else 0.0)
        return max(0.0, min(score, self.near_limit) - self.form)


def name_score(one: NormalName, other: NormalName, weights: Weights | None = None) -> float:
    """Symmetric; 1 for the same words in any order."""
    judgement = judge(one, other, weights)
    return judgement.score if judgement else 0.0


def judge(one: NormalName, other: NormalName, weights: Weights | None = None) -> Judgement | None:
    """None where one of the names has no words. The parts follow the order of the arguments, the score does not."""
    if not one.tokens or not other.tokens:
        return None
    weights = weights or WEIGHTS[one.kind]
    if pairs := readings_held_against(one, other):
        return max((_judged(a, b, _aligned(a, b, weights), weights) for a, b in pairs), key=lambda each: each.score)
    return _judged(one, other, _aligned(one, other, weights), weights)


def reaches(one: NormalName, other: NormalName, least: float) -> bool:
    """Whether the score is `least` or more: people of whom one word agrees can be told before all is weighed."""
    if not one.tokens or not other.tokens:
        return least <= 0.0
    pairs = readings_held_against(one, other)
    return any(_reaches(a, b, least) for a, b in pairs) if pairs else _reaches(one, other, least)


def _reaches(one: NormalName, other: NormalName, least: float) -> bool:
    weights = WEIGHTS[one.kind]
    alignment = _aligned(one, other, weights)
    if one.kind is Kind.PERSON and weights.single < least and _is_single(alignment, profile(one), profile(other)):
        return False
    return _judged(one, other, alignment, weights).score >= least


def readings_held_against(one: NormalName, other: NormalName) -> list[tuple[NormalName, NormalName]]:
    """Which readings of the two names are held against each other, unless it is the names as they are."""
    if one.script is not other.script and (one.readings or other.readings):
        return list(product(readings_of(one), readings_of(other)))
    if one.bare and other.bare:
        return [(bare_of(one), bare_of(other))]
    return []


def _aligned(one: NormalName, other: NormalName, weights: Weights) -> Alignment:
    ours, theirs = profile(one), profile(other)
    if one.tokens <= other.tokens:
        return align(ours, theirs, one.kind, weights)
    return align(theirs, ours, one.kind, weights).mirrored()


def _judged(one: NormalName, other: NormalName, alignment: Alignment, weights: Weights) -> Judgement:
    ours, theirs = profile(one), profile(other)
    pairs = alignment.pairs
    agreed = sum(pair.weight * pair.alike for pair in pairs)
    held = sum(pair.weight for pair in pairs)
    left = tuple(ours.words[i] for i in alignment.ours_left)
    right = tuple(theirs.words[j] for j in alignment.theirs_left)
    span = weights.sure - weights.floor
    doubts = tuple(
        (weights.conflict - 1) * pair.weight * min(1.0, max(0.0, weights.sure - pair.alike) / span) for pair in pairs
    )
    wary = 1.0 + weights.wary * (1.0 - agreed / held) if held else 1.0
    person = one.kind is Kind.PERSON
    against = against_people(left, right, weights) if person else against_companies(alignment, ours, theirs, weights)
    letters = 0.0 if person else _same_letters(one, other, ours, theirs, left + right)
    acronym = not person and (is_acronym(one, other) or is_acronym(other, one))
    untold = against.untold and not letters
    single = person and (_is_single(alignment, ours, theirs) or _is_syllable_left(alignment, ours, theirs))
    return Judgement(
        ours=ours,
        theirs=theirs,
        alignment=alignment,
        agreed=agreed,
        held=held,
        doubts=doubts,
        extra=weights.extra * wary * against.extra,
        numbers=weights.number * against.numbers,
        both=weights.conflict * against.both,
        single=single,
        factor=weights.single if single else _inexact(alignment, ours, theirs, weights) if person else 1.0,
        sign_limit=sign_limit(one, other),
        word_limit=short_word_limit(alignment, ours, theirs) if person else 1.0,
        near_limit=1.0
        if person or letters == 1.0
        else telling_limit(alignment, ours, theirs, untold=untold, acronym=acronym),
        letters=letters,
        acronym=acronym,
        form=_form_differs(one.legal_form, other.legal_form),
    )


def _letters(words: tuple[Word, ...], places: tuple[int, ...]) -> int:
    return sum(len(words[i].text) for i in places)


def _telling(alignment: Alignment, ours: Profile, theirs: Profile) -> list[Pair]:
    """A particle or an honour makes no name, on whichever side, unless it goes with a long one ("al Zawahiri")."""
    named = [
        pair
        for pair in alignment.pairs
        if any(ours.words[i].rank not in _NO_NAMES for i in pair.ours)
        and any(theirs.words[j].rank not in _NO_NAMES for j in pair.theirs)
    ]
    long = any(
        _letters(ours.words, pair.ours) >= _LONG and _letters(theirs.words, pair.theirs) >= _LONG for pair in named
    )
    return list(alignment.pairs) if long else named


def _is_single(alignment: Alignment, ours: Profile, theirs: Profile) -> bool:
    return bool(alignment.ours_left or alignment.theirs_left) and len(_telling(alignment, ours, theirs)) <= 1


def _is_syllable_left(alignment: Alignment, ours: Profile, theirs: Profile) -> bool:
    """ "Kim Jong Nam" is not Kim Jong: a sign stands for each syllable."""
    if not (alignment.ours_left or alignment.theirs_left) or ours.by_signs == theirs.by_signs:
        return False
    latin = theirs if ours.by_signs else ours
    return all(len(_VOWELS.findall(word.text)) < 2 for word in latin.words)


def _inexact(alignment: Alignment, ours: Profile, theirs: Profile, weights: Weights) -> float:
    """Where vowels were not written, the same consonants are as exact as it gets."""
    telling = _telling(alignment, ours, theirs)
    written_alike = ours.unvowelled == theirs.unvowelled and ours.foreign == theirs.foreign
    exact = SAME_GIVEN if written_alike else SAME_SKELETON
    return weights.inexact if len(telling) > 1 and all(pair.alike < exact for pair in telling) else 1.0


def _same_letters(one: NormalName, other: NormalName, ours: Profile, theirs: Profile, left: tuple[Word, ...]) -> float:
    """A floor for names whose words, in whichever order or division, are nearly the same when written together; never
    over a number, nor where each word has its counterpart anyway."""
    if one.folded == other.folded:
        return 1.0
    if any(word.rank is Rank.NUMBER for word in left) or one.folded.count(" ") == other.folded.count(" "):
        return 0.0
    alike = max(
        OSA.normalized_similarity(ours.squashed, theirs.squashed, score_cutoff=SAME_LETTERS_FROM),
        OSA.normalized_similarity(*(in_one(name) for name in (one, other)), score_cutoff=SAME_LETTERS_FROM),
    )
    return alike if alike >= SAME_LETTERS_FROM else 0.0


def in_one(name: NormalName) -> str:
    return name.folded.replace(" ", "")


def _form_differs(ours: str, theirs: str) -> float:
    if not ours or not theirs or ours == theirs:
        return 0.0
    if are_of_two_countries(ours, theirs):
        return FORM_ABROAD
    return FAMILY_DIFFERS if family_of(ours) != family_of(theirs) else 0.0
