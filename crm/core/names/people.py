"""The words of a person's name: titles off, and names written without spaces divided."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from .enums import Script
from .scripts import script_of
from .spelling import romanise_word
from .tables import person_words as words_of_rank
from .tables import surnames

_ARTICLE = "ال"
_ARTICLES = frozenset({"al", "el", "ul", "ar", "er", "ur", "as", "us", "es", "ad", "an", "az"})
_SERVANT = "abdul"
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdus", "abdol", "abdil", "abdu"})
# One letter from "abdul" but "father of".
_FATHERS = frozenset({"abul", "aboul"})


def divided(found: list[str]) -> list[str]:
    return [part for word in found for part in _divide(word, alone=len(found) == 1)]


def person_words(written: list[str]) -> list[str]:
    """Romanised, in the order written; never empty unless nothing can be romanised."""
    read = [romanised for word in written if (romanised := _romanise(word))]
    titles = words_of_rank("title")
    return _servants([word for word in read if word not in titles] or read)


def _servants(read: list[str]) -> list[str]:
    """ "Abd al Rahman", "Abdul Rahman", "Abdel-Rahman" are one word, as "Abdul" alone is half a name."""
    joined: list[str] = []
    for word in read:
        before = joined[-1] if joined else ""
        if before == _SERVANT and word in _ARTICLES:
            continue
        if before == _SERVANT:
            joined[-1] = _SERVANT + word
        elif word in _ARTICLES and before and OSA.distance(before, "abd", score_cutoff=1) <= 1:
            joined[-1] = _SERVANT
        elif _is_servant(word):
            joined.append(_SERVANT)
        else:
            joined.append(word)
    return joined


@lru_cache(maxsize=65_536)
def _is_servant(word: str) -> bool:
    return word in _SERVANTS or (len(word) in {4, 5, 6} and word not in _FATHERS and OSA.distance(word, _SERVANT) <= 1)


def _divide(word: str, *, alone: bool) -> list[str]:
    """Surname and given name where they are written as one, and the Arabic article from its name."""
    if word.isascii():
        return [word]
    script = script_of(word)
    if script in {Script.HAN, Script.HANGUL} and alone and 2 <= len(word) <= 4:
        size = 2 if word[:2] in surnames() and len(word) > 2 else 1
        return [word[:size], word[size:]]
    if word == "عبد":
        return ["abd"]
    if script is Script.ARABIC and word.startswith(_ARTICLE) and len(word) > 4:
        return ["al", word[2:]]
    return [word]


def _romanise(word: str) -> str:
    return surnames().get(word) or romanise_word(word)
