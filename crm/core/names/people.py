"""The words of a person's name: titles off, and names written without spaces divided."""

from collections.abc import Iterator

from .arabic_names import Way, arabic_words, has_eastern_reading
from .east_asian import person_readings
from .enums import Script
from .romanising.burmese import burmese_syllables
from .scripts import script_of
from .spelling import romanise_word
from .tables import person_words as words_of_rank
from .tables import surnames

_ARTICLES = frozenset({"al", "el", "ul", "ar", "er", "ur", "as", "us", "es", "ad", "an", "az"})
_SERVANT = "abdul"
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdus", "abdol", "abdil", "abdu"})


def divided(found: list[str], script: Script) -> list[str]:
    if script is Script.ARABIC:
        return arabic_words(found)
    return [part for word in found for part in _divide(word, alone=len(found) == 1)]


def person_words(written: list[str]) -> list[str]:
    """Romanised, in the order written; never empty unless nothing can be romanised."""
    read = [romanised for word in written if (romanised := _romanise(word))]
    titles = words_of_rank("title")
    return _servants([word for word in read if word not in titles] or read)


def other_readings(written: list[str], parts: list[str], script: Script) -> Iterator[tuple[str, ...]]:
    """How people elsewhere read the same letters or signs."""
    if script is Script.ARABIC and has_eastern_reading(written):
        yield tuple(person_words(arabic_words(written, Way.EASTERN)))
    if script is Script.BURMESE:
        yield tuple(map(romanise_word, written))
    yield from person_readings(written, parts, script)


def _servants(read: list[str]) -> list[str]:
    """ "Abd al", "Abdel", "Abdoul" are all "abdul": what comes before one of the names of God."""
    joined: list[str] = []
    for word in read:
        if word in _ARTICLES and joined and joined[-1] == _SERVANT:
            continue
        joined.append(_SERVANT if word in _SERVANTS else word)
    return joined


def _divide(word: str, *, alone: bool) -> list[str]:
    """Surname and given name where they are written as one, and each syllable of Burmese."""
    if word.isascii():
        return [word]
    script = script_of(word)
    if script in {Script.HAN, Script.HANGUL} and alone and 2 <= len(word) <= 4:
        size = 2 if word[:2] in surnames() and len(word) > 2 else 1
        return [word[:size], word[size:]]
    return burmese_syllables(word) if script is Script.BURMESE else [word]


def _romanise(word: str) -> str:
    return surnames().get(word) or romanise_word(word)
