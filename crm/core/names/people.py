"""The words of a person's name: titles off, and names written without spaces divided."""

from .enums import Script
from .scripts import script_of
from .spelling import romanise_word
from .tables import person_words as words_of_rank
from .tables import surnames

_ARTICLE = "ال"
_ARTICLES = frozenset({"al", "el", "ul", "ar", "er", "ur", "as", "us", "es", "ad", "an", "az"})
_SERVANT = "abdul"
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdus", "abdol", "abdil", "abdu"})


def divided(found: list[str]) -> list[str]:
    return [part for word in found for part in _divide(word, alone=len(found) == 1)]


def person_words(written: list[str]) -> list[str]:
    """Romanised, in the order written; never empty unless nothing can be romanised."""
    read = [romanised for word in written if (romanised := _romanise(word))]
    titles = words_of_rank("title")
    return _servants([word for word in read if word not in titles] or read)


def _servants(read: list[str]) -> list[str]:
    """ "Abd al", "Abdel", "Abdoul" are all "abdul": what comes before one of the names of God."""
    joined: list[str] = []
    for word in read:
        if word in _ARTICLES and joined and joined[-1] == _SERVANT:
            continue
        joined.append(_SERVANT if word in _SERVANTS else word)
    return joined


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
