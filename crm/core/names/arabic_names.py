"""Names in Arabic letters: which parts are one name, and the vowels of the usual ones."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from .spelling import romanise_word
from .tables import native_spellings, word_readings

_ARTICLE = "ال"
_SERVANT = "عبد"
_GOD, _FAITH = frozenset({"الله", "اللہ", "اللة"}), frozenset({"الدين", "الدین", "دين", "دین"})
_WRITTEN_TOGETHER = re.compile("^(عبد|[أا]بو)(ال.{3,}|(?<=بو).{3,})$")
# One letter in several shapes, as typed in Cairo, Tehran and Karachi.
_SHAPES = str.maketrans("أإآٱىیېکہھۀةگ", "اااايييكههههگ")
# East of the Tigris these sound as s, z, z and z, and a last letter that Arabs read as "a" is "i".
_EASTERN = str.maketrans("ثصذضظى", "سسزززي")
_TOLD_BY = re.compile("[ثذضظ]|ى$")
_LAST_IS_A = frozenset(["موسي", "عيسي", "يحيي", "مصطفي", "مرتضي", "مجتبي", "ليلي", "سلمي", "هدي", "مني", "بشري"])


def one_shape(word: str) -> str:
    return word.translate(_SHAPES)


def has_eastern_reading(written: list[str]) -> bool:
    return any(_TOLD_BY.search(word) for word in written)


class Way(Enum):
    """How Arabic letters are read: with the vowels that Arabs give the usual names, as further east, or bare."""

    ARAB = "arab"
    EASTERN = "eastern"
    BARE = "bare"


def arabic_words(written: list[str], way: Way = Way.ARAB) -> list[str]:
    """In Latin letters: "abdul" before one of the names of God, "-ullah" and "-uddin" joined to what they end."""
    found: list[str] = []
    for word in _parts(written):
        if word in _GOD and found and not found[-1].endswith("llah"):
            found[-1] = "abdullah" if found[-1] == "abdul" else f"{found[-1]}ullah"
        elif word in _FAITH and found:
            found[-1] += "uddin"
        elif word.startswith(_ARTICLE) and found and found[-1] == "abdul":
            found.append(_read(word[2:], way))
        elif word.startswith(_ARTICLE) and len(word) > 4:
            found += ["al", _read(word[2:], way)]
        else:
            found.append(_read(word, way))
    return [word for word in found if word]


def _parts(written: list[str]) -> Iterator[str]:
    for word in written:
        together = _WRITTEN_TOGETHER.match(word)
        if together:
            yield from together.groups()
            continue
        ending = next(
            (end for end in ("الله", "الدين", "الدین") if word.endswith(end) and len(word) > len(end) + 1), ""
        )
        if ending:
            yield word.removesuffix(ending)
        yield ending or word


def _read(word: str, way: Way) -> str:
    if word.isascii():
        return word
    shape = one_shape(word)
    if way is Way.BARE:
        return romanise_word(shape)
    if known := _known().get(shape):
        return _in_the_east(known, shape) if way is Way.EASTERN else known
    if shape in _LAST_IS_A:
        word = word[:-1] + "ا"
    elif word.endswith("ى"):
        word = word[:-1] + "ي"
    return romanise_word(word.translate(_EASTERN) if way is Way.EASTERN else word)


def _in_the_east(known: str, shape: str) -> str:
    """The table reads as Arabs do: "fadl" where the letter is the one that Afghans read "fazl"."""
    if "ث" in shape:
        known = known.replace("th", "s")
    if "ذ" in shape or "ظ" in shape:
        known = known.replace("dh", "z")
    return known.replace("d", "z", 1) if "ض" in shape else known


@cache
def _known() -> dict[str, str]:
    found = word_readings("arabic_names.csv") | native_spellings()
    return {one_shape(written): read for written, read in found.items()}
