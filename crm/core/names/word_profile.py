"""What the comparison needs to know of each word of a name, worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from .company_words import kin_of, rank_of
from .enums import Kind, Script
from .normalise import CACHED_NAMES, NormalName
from .phonetics import loose, skeleton, sound
from .tables import is_given_name, person_words, variants_of
from .weights import Rank

# Written without vowels: the skeleton is all that can be compared.
_PATRONYMIC = (
    *("ovich", "evich", "ovych", "evych", "ovitch", "evitch", "ovna", "evna", "ivna", "ichna"),
    *("oglu", "oghlu", "qizi", "kizi"),
)
# A letter alone may be a Roman numeral, or a figure misread.
_FIGURES = {"i": "1", "l": "1", "v": "5", "x": "10", "o": "0"}
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")

# Their writing leaves vowels out, or romanising leaves out the one that each Indic and Thai consonant brings along.
_UNVOWELLED = frozenset({Script.ARABIC, Script.HEBREW, Script.INDIC, Script.THAI, Script.KHMER, Script.BURMESE})
_BY_SIGNS = frozenset({Script.HAN, Script.KANA, Script.HANGUL})


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    text: str
    sound: str
    loose: str
    variants: frozenset[int]
    by_meaning: bool
    digits: str
    figure: str
    given: bool
    rank: Rank
    letters: int

    @property
    def skeleton(self) -> str:
        return skeleton(self.text)


@dataclass(frozen=True, slots=True)
class Profile:
    words: tuple[Word, ...]
    squashed: str
    script: Script
    romanised: bool
    unvowelled: bool
    by_signs: bool
    foreign: bool
    neighbours: tuple[tuple[tuple[int, ...], str], ...]


def profile(name: NormalName) -> Profile:
    return _profile(name.tokens, name.kind, name.script, name.foreign)


@lru_cache(maxsize=4_096)
def bare_of(name: NormalName) -> NormalName:
    return replace(name, tokens=name.bare, readings=(), bare=())


@lru_cache(maxsize=4_096)
def readings_of(name: NormalName) -> tuple[NormalName, ...]:
    """The name as it is and as others read it."""
    return tuple(replace(name, tokens=reading, readings=(), bare=()) for reading in (name.tokens, *name.readings))


@lru_cache(maxsize=CACHED_NAMES)
def _profile(tokens: tuple[str, ...], kind: Kind, script: Script, foreign: bool) -> Profile:
    words = tuple(word(token, kind) for token in tokens)
    return Profile(
        words=words,
        squashed="".join(sorted(tokens)),
        script=script,
        romanised=script not in {Script.LATIN, Script.NONE},
        unvowelled=script in _UNVOWELLED,
        by_signs=script in _BY_SIGNS,
        foreign=foreign,
        neighbours=tuple(_neighbours(words, kind)),
    )


def _neighbours(words: tuple[Word, ...], kind: Kind) -> Iterator[tuple[tuple[int, ...], str]]:
    """Two words in a row, and two with a particle between them, as they would be written together."""
    for i, (one, other) in enumerate(pairwise(words)):
        if kind is Kind.PERSON and Rank.INITIAL in {one.rank, other.rank}:
            continue
        yield (i, i + 1), one.text + other.text
        if i + 2 < len(words) and other.rank is Rank.PARTICLE:
            yield (i, i + 1, i + 2), one.text + words[i + 2].text
            yield (i, i + 1, i + 2), one.text + other.text + words[i + 2].text


@lru_cache(maxsize=CACHED_NAMES)
def word(token: str, kind: Kind) -> Word:
    rank = _rank(token, kind)
    return Word(
        text=token,
        sound=sound(token),
        loose=loose(token),
        variants=variants_of(token) if kind is Kind.PERSON else kin_of(token),
        by_meaning=kind is not Kind.PERSON,
        digits="".join(filter(str.isdigit, token)) if kind is not Kind.PERSON or token.isdigit() else "",
        figure="" if kind is Kind.PERSON else _FIGURES.get(token, token if token.isdigit() else ""),
        given=rank is Rank.GIVEN,
        rank=rank,
        letters=sum(1 << (ord(letter) - ord("0")) for letter in set(loose(token))),
    )


def _rank(token: str, kind: Kind) -> Rank:
    if token.isdigit() or (token[0].isdigit() and token.endswith(_ORDINAL_ENDINGS)):
        return Rank.NUMBER
    if kind is not Kind.PERSON:
        return Rank.INITIAL if len(token) == 1 else Rank(rank_of(token))
    if token in person_words("particle"):
        return Rank.PARTICLE
    if token in person_words("honour"):
        return Rank.HONOUR
    if len(token) == 1:
        return Rank.INITIAL
    return Rank.GIVEN if is_given_name(token) or token.endswith(_PATRONYMIC) else Rank.ORDINARY
