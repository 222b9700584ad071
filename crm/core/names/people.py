"""The words of a person's name: titles off, and names written without spaces divided."""

from .enums import Script
from .scripts import script_of
from .spelling import romanise_word
from .tables import person_words as words_of_rank
from .tables import surnames

_ARTICLE = "ال"


def person_words(found: list[str]) -> list[str]:
    """Romanised, in the order written; never empty unless nothing can be romanised."""
    spread = [part for word in found for part in _divide(word, alone=len(found) == 1)]
    read = [romanised for word in spread if (romanised := _romanise(word))]
    titles = words_of_rank("title")
    return [word for word in read if word not in titles] or read


def _divide(word: str, *, alone: bool) -> list[str]:
    """Surname and given name where they are written as one, and the Arabic article from its name."""
    if word.isascii():
        return [word]
    script = script_of(word)
    if script in {Script.HAN, Script.HANGUL} and alone and 2 <= len(word) <= 4:
        size = 2 if word[:2] in surnames() and len(word) > 2 else 1
        return [word[:size], word[size:]]
    if script is Script.ARABIC and word.startswith(_ARTICLE) and len(word) > 4:
        return ["al", word[2:]]
    return [word]


def _romanise(word: str) -> str:
    return surnames().get(word) or romanise_word(word)
