"""Keys of a name: what it has in common with other spellings of it, hashed to 32 bits.

Two names that are likely to mean the same share at least one key, so that an index over the keys finds one by the
other; a collision of hashes only adds a candidate. Whoever changes anything here raises `KEYS_VERSION`: every index is
then made anew.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from .normalise import NORMALISER_VERSION, NormalName

KEYS_VERSION = 1
# What an index row stores: of which normaliser and of which keys it is.
INDEX_VERSION = NORMALISER_VERSION * 100 + KEYS_VERSION

SHORTEST_SPELT = 4  # letters of a word from which misspellings are looked for
SPELT = 10  # letters of a word that are compared letter by letter
BEGINNING = 4  # letters by which a word is found while it is typed
SHORTEST_HEARD = 3

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_HEARD = (
    # Where Arabic letters are romanised, it stands for a long vowel.
    (re.compile("(?<!^)w"), ""),
    (re.compile("sch|sh|tch|ch|dj|zh"), "x"),
    (re.compile("ph|pf"), "f"),
    (re.compile("(?<=[bdgkprtcsw])h"), ""),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("ck|[ckq]"), "k"),
    (re.compile("x(?!$)|ks"), "ks"),
)
_ALIKE = str.maketrans({"z": "s", "v": "f", "w": "f", "d": "t", "b": "p", "g": "k", "j": "y", "m": "n"})
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouyh]")


def keys_of(name: NormalName) -> list[int]:
    """The keys under which an index keeps the name; sorted, each once."""
    return sorted({*spelling_keys(name), *beginning_keys(name.folded.split()), *trigram_keys(name)})


def spelling_keys(name: NormalName) -> set[int]:
    """Words, their sound, neighbours written as one, words in any order, each word with a letter missing."""
    words = name.folded.split()
    found = set(_together(words))
    for word in words:
        found |= keys_of_word(word)
    # "Intl" is compared as "international": the shared words of another language or spelling.
    found |= {_hashed("w", word) for word in name.tokens}
    found.add(_hashed("o", " ".join(sorted(name.tokens))))
    found |= {_hashed("c", pair) for pair in _pairs(name.text)}
    for reading in name.readings:
        found.update(_keys_of_reading(reading))
    return found


def _keys_of_reading(words: tuple[str, ...]) -> Iterator[int]:
    """How else Chinese signs are read, or Arabic letters: whole words and what is heard, as there are several."""
    yield from _together(list(words))
    for word in words:
        yield _hashed("w", word)
        if len(word) >= SHORTEST_HEARD and (sound := heard(word)):
            yield _hashed("h", sound)


def beginning_keys(words: Iterable[str]) -> set[int]:
    """By which words are found from their first letters, while they are typed."""
    return {_hashed("b", word[:BEGINNING]) for word in words if len(word) >= BEGINNING}


def word_key(word: str) -> int:
    return _hashed("w", word)


def trigram_keys(name: NormalName) -> set[int]:
    """Of the second attempt, when a word has more than one wrong letter."""
    return {key for word in name.folded.split() for key in trigrams_of_word(word)}


def _together(words: list[str]) -> Iterator[int]:
    yield _hashed("w", "".join(words))
    yield _hashed("o", " ".join(sorted(words)))
    for one, next_one in pairwise(words):
        yield _hashed("w", one + next_one)


@lru_cache(maxsize=16_384)
def keys_of_word(word: str) -> frozenset[int]:
    found = {_hashed("w", word)}
    if len(word) >= SHORTEST_HEARD and (sound := heard(word)):
        found.add(_hashed("h", sound))
    if len(word) >= SHORTEST_SPELT:
        start = word[:SPELT]
        found.add(_hashed("d", start))
        found |= {_hashed("d", start[:at] + start[at + 1 :]) for at in range(len(start))}
    return frozenset(found)


def sounds(folded: str) -> str:
    return " ".join(heard(word) or word for word in folded.split())


@lru_cache(maxsize=16_384)
def trigrams_of_word(word: str) -> frozenset[int]:
    padded = f"  {word} "
    return frozenset(_hashed("g", padded[at : at + 3]) for at in range(len(padded) - 2))


@lru_cache(maxsize=16_384)
def heard(word: str) -> str:
    """The word's consonants by sound: what spellings and romanisations of it, vowels or not, have in common."""
    sound = word
    for pattern, letter in _HEARD:
        sound = pattern.sub(letter, sound)
    sound = _DOUBLE.sub(r"\1", _VOWELS.sub("", sound).translate(_ALIKE))
    return sound if len(sound) > 1 else ""


def _pairs(text: str) -> Iterator[str]:
    """Neighbouring characters of Chinese, Japanese and Korean words, which nobody divides by blanks."""
    for run in _CJK.findall(unicodedata.normalize("NFKC", text)):
        for at in range(len(run) - 1):
            yield run[at : at + 2]


def _hashed(kind: str, text: str) -> int:
    """Signed, as PostgreSQL's integer is."""
    return crc32(f"{kind}{text}".encode()) - 0x80000000
