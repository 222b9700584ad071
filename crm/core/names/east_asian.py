"""One name in Chinese signs is read in Peking, Taipei, Hong Kong, Tokyo and Seoul in five ways."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from .enums import Script
from .romanising.hangul import northern_hangul, usual_hangul
from .romanising.tables import pairs
from .romanising.wade_giles import wade_giles
from .scripts import script_of
from .spelling import romanise_word
from .tables import han_variants, surnames, word_readings

Reading = tuple[str, ...]

# Of one name in one language: what is likeliest comes first in the tables.
_MOST = 6
_KATAKANA = re.compile("[\u30a1-\u30ff]+")
_REPEATED = re.compile("(.)々")
_FOREIGN_LETTERS = str.maketrans({"x": "s", "q": "j", "c": "ts"})
_FOREIGN_SOUNDS = pairs(
    "er=r fu=f si=s ke=k te=t de=d ge=g pu=p bu=b mu=m hua=va wo=vo wei=vi wa=va wu=u he=h le=l shi=sh"
)
_LONGEST_SURNAME = 4
_LONGEST_JAPANESE, _LONGEST_CHINESE = 8, 4


def person_readings(words: list[str], divided: list[str], script: Script) -> Iterator[Reading]:
    """How else the name is read than its romanisation says: a surname and what is given, in the order written."""
    if script is Script.HANGUL:
        yield from _korean(divided)
    if script in {Script.HAN, Script.KANA} and 2 <= len("".join(words)) <= _LONGEST_JAPANESE:
        yield from islice(_japanese(words), _MOST)
    if script is Script.HAN and is_foreign(words, script):
        yield tuple(filter(None, map(_foreign, words)))
    if script is Script.HAN and len(divided) == 2 and len("".join(divided)) <= _LONGEST_CHINESE:
        yield from islice(_cantonese(divided), _MOST)
        yield tuple(map(_taiwanese, divided))
        yield from _hanja(divided)


def is_foreign(words: list[str], script: Script) -> bool:
    """No given name of their own is so long: somebody from abroad, whose name is written by its sound."""
    if len(words) < 2:
        return False
    if script is Script.KANA:
        return all(_KATAKANA.fullmatch(word) for word in words) and not any(
            _short_vowels(romanise_word(word)) in _spoken_surnames() for word in words
        )
    longest = max(map(len, words))
    return (script is Script.HANGUL and longest > 2) or (
        script is Script.HAN and longest > 2 and not any(_japanese(words))
    )


def japanese_word(word: str) -> str:
    """The Japanese reading of a word in a company's name: surnames and places, one or more; empty where unknown."""
    surname = _longest_surname(word)
    if not surname:
        return ""
    rest = word[len(surname) :]
    read = "" if not rest else romanise_word(rest) if script_of(rest) is Script.KANA else japanese_word(rest)
    return _japanese_surnames()[_shape(surname)][0] + read if read or not rest else ""


def cantonese_word(word: str) -> str:
    """Each sign a word, as companies of Hong Kong write it."""
    return " ".join(next(iter(signs), "") for signs in _cantonese_signs(word))


def korean_word(word: str) -> str:
    return usual_hangul(word) if script_of(word) is Script.HANGUL else ""


def _korean(divided: list[str]) -> Iterator[Reading]:
    for read in (usual_hangul, northern_hangul):
        yield tuple(surnames().get(word) or read(word) for word in divided)


def _hanja(divided: list[str]) -> Iterator[Reading]:
    """Chinese signs as Koreans read them, where one of the words is a surname of Koreans."""
    table = _signs("korean_signs.csv")
    if all(sign in table for sign in _shape("".join(divided))):
        hangul = ["".join(table[sign][0] for sign in _shape(word)) for word in divided]
        if any(len(word) == 1 and word in surnames() for word in hangul):
            yield from _korean(hangul)


def _cantonese(divided: list[str]) -> Iterator[Reading]:
    words = [list(map("".join, product(*_cantonese_signs(word)))) for word in divided]
    yield from product(*words)


def _cantonese_signs(word: str) -> list[list[str]]:
    table = _signs("cantonese_signs.csv")
    return [table.get(sign, []) for sign in _shape(word)]


def _taiwanese(word: str) -> str:
    read = [surnames()[word]] if word in surnames() else map(romanise_word, word)
    return "".join(map(wade_giles, filter(None, read)))


def _foreign(word: str) -> str:
    """A name from abroad, of which each sign gives a syllable, or a consonant alone."""
    return "".join(_FOREIGN_SOUNDS.get(read) or read.translate(_FOREIGN_LETTERS) for read in map(romanise_word, word))


def _japanese(words: list[str]) -> Iterator[Reading]:
    if len(words) == 1:
        yield from _undivided(words[0])
    elif len(words) == 2:
        family, given = words
        yield from product(_japanese_surnames().get(_shape(family), ()), _given(given))


def _undivided(signs: str) -> Iterator[Reading]:
    if script_of(signs[0]) is Script.KANA:
        yield from _in_kana(romanise_word(signs))
        return
    for size in range(min(_LONGEST_SURNAME, len(signs) - 1), 0, -1):
        yield from product(_japanese_surnames().get(_shape(signs[:size]), ()), _given(signs[size:]))


def _in_kana(read: str) -> Iterator[Reading]:
    """The longest surname that it begins with, as spoken with long vowels or without."""
    for size in range(len(read) - 2, 1, -1):
        if _short_vowels(read[:size]) in _spoken_surnames():
            yield read[:size], read[size:]


def _given(signs: str) -> list[str]:
    if all(script_of(sign) is Script.KANA for sign in signs):
        return [romanise_word(signs)]
    shape = _shape(signs)
    if shape in _given_names():
        return _given_names()[shape]
    table = _signs("japanese_signs.csv")
    if len(shape) > 3 or not all(sign in table for sign in shape):
        return []
    return ["".join(parts) for parts in islice(product(*(table[sign] for sign in shape)), _MOST)]


def _longest_surname(word: str) -> str:
    sizes = range(min(_LONGEST_SURNAME, len(word)), 0, -1)
    return next((word[:size] for size in sizes if _shape(word[:size]) in _japanese_surnames()), "")


def _shape(signs: str) -> str:
    """One shape for each sign; "佐々木" is "佐佐木"."""
    return _REPEATED.sub(r"\1\1", signs).translate(han_variants())


@cache
def _signs(table: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for written, read in word_readings(table).items():
        found.setdefault(_shape(written), []).extend(each for each in read.split("|"))
    return found


def _japanese_surnames() -> dict[str, list[str]]:
    return _signs("japanese_surnames.csv")


def _given_names() -> dict[str, list[str]]:
    return _signs("japanese_given.csv")


def _short_vowels(read: str) -> str:
    return read.replace("ou", "o").replace("oo", "o").replace("uu", "u")


@cache
def _spoken_surnames() -> frozenset[str]:
    return frozenset(read for reads in _japanese_surnames().values() for read in reads)
