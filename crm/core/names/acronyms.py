"""Names made of the beginnings of others: "IOM", "Petrobras", "EDF" of "Electricité de France"."""

from collections.abc import Sequence

from .company_words import is_filler
from .normalise import NormalName

SHORTEST = 3
_LONGEST = 12
# Made of the beginnings of two words only, it must take this much of each ("Petrobras").
_OF_TWO = 3


def is_acronym(short: NormalName, long: NormalName) -> bool:
    """One word made of the beginnings of all words of a longer name; "of" may lack, a legal form may follow."""
    word, words = short.folded, long.folded.split()
    if not (SHORTEST <= len(word) <= _LONGEST and word.isalpha() and len(words) > 1):
        return False
    least = _OF_TWO if len(words) == 2 else 1
    return word not in words and _made_of(word, words, least, long.legal_form)


def _made_of(word: str, words: Sequence[str], least: int, form: str) -> bool:
    """Whether `word` is beginnings of `words` in their order, each of `least` letters or more."""
    if not word or not words:
        return not words and form.startswith(word)
    first, rest = words[0], words[1:]
    for size in range(least, len(first) + 1):
        if not word.startswith(first[:size]):
            break
        if _made_of(word[size:], rest, least, form):
            return True
    return is_filler(first) and _made_of(word, rest, least, form)
