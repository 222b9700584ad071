"""The words of a comparison as the names have them: "Traders", where "trade" was compared."""

import re
from collections.abc import Iterable, Iterator

from .enums import Kind
from .normalise import normalise

_WORD = re.compile(r"[^\s,;/()]+")
# "Intl Bus Machines": so many written words at most are one that was compared.
_LONGEST = 3


def as_written(words: str, names: Iterable[str], kind: Kind) -> str:
    """Each of the words as one of the names writes it, the first names first; as it was compared where none does."""
    known = list(names)
    return " ".join(next(_found(word, known, kind), word) for word in words.split())


def _found(word: str, names: Iterable[str], kind: Kind) -> Iterator[str]:
    for name in names:
        written = _WORD.findall(name)
        for size in range(1, _LONGEST + 1):
            for at in range(len(written) - size + 1):
                text = " ".join(written[at : at + size])
                if normalise(text, kind).tokens == (word,):
                    yield text.strip(".'\"")
