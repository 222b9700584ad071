"""Words of companies that are translated rather than transcribed: "Строительный банк" is the Construction Bank."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from .spelling import compose, words
from .tables import company_words_abroad, han_variants

# Stems this long with an ending of Russian, Ukrainian or Greek: "Газпром" is not "газ".
_SHORTEST_STEM = 2
_ENDING = re.compile(
    "(?:н|ен|енн|ян|ов|ев|ск|ств|тельн|(?:ет)?и[кч](?:еск)?)?"
    "(?:[аяыиуюеоєіїьй]|[оыиеі]й|[аоыиея][яеї]|[ое]го|[ое]му|[ыиоеая]м|[ыиая]х|[ыиая]ми|[оеі]в|ия|і[яї]|ии|ию|ією|ией)?"
    "|(?:(?:ιστ)?ι?κ|σ|τ|ι)?[αεηιουω]{0,3}[νσ]?"
)
# "and the", "for the", "in the", "and" of Arabic.
_PREFIXED = re.compile("(?:وال|لل|بال|ال|و)(.{3,})")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_MOST = 4


def translations(written: list[str]) -> Iterator[list[str]]:
    """The words in English, where a word may be put in two ways the likeliest first; nothing where none is known."""
    read = _translated(written)
    if read != [(word,) for word in written]:
        for chosen in islice(product(*read), _MOST):
            yield [word for phrase in chosen for word in phrase.split()]


def unspaced_words() -> Iterator[str]:
    """Those of scripts that write no spaces: they are found inside other words."""
    yield from (key[0] for key in _table()[0] if len(key) == 1 and len(key[0]) > 1)


def _translated(written: list[str]) -> list[tuple[str, ...]]:
    table, longest = _table()
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(written):
        for size in range(min(longest, len(written) - place), 0, -1):
            if english := table.get(tuple(_key(word) for word in written[place : place + size])):
                break
        else:
            english, size = (written[place],), 1
        found.append(english)
        place += size
    return found


def _key(word: str) -> str:
    """As the table has it: one shape for each sign, no Arabic article, a stem with a star for its inflected forms."""
    if word.isascii():
        return word
    word, (whole, stems) = _shape(word), _words()
    if word in whole:
        return word
    if without := _PREFIXED.match(word):
        return without[1] if without[1] in whole else word
    sizes = range(len(word), _SHORTEST_STEM - 1, -1)
    return next((word[:at] + "*" for at in sizes if word[:at] in stems and _ENDING.fullmatch(word[at:])), word)


def _shape(word: str) -> str:
    return (
        _ACCENTS.sub("", unicodedata.normalize("NFD", word)) if _GREEK.match(word) else word.translate(han_variants())
    )


@cache
def _table() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for english, written in company_words_abroad():
        for spelling in written.split("|"):
            stems = [word.endswith("*") for word in spelling.split()]
            found = words(compose(spelling.replace("*", "")), join_dotted=True)
            ends = stems if len(stems) == len(found) else [False] * len(found)
            key = tuple(_shape(word) + "*" * stem for word, stem in zip(found, ends, strict=True))
            if key:
                table.setdefault(key, tuple(english.split("|")))
    return table, max(map(len, table))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Those that are known as they are, and those by their stem."""
    every = {word for key in _table()[0] for word in key}
    stems = frozenset(word[:-1] for word in every if word[-1] == "*")
    return frozenset(word for word in every if word[-1] != "*"), stems
