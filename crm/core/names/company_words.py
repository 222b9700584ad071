"""Words that many companies share, in one spelling and one language, and how little they tell."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from .tables import company_words, kin_words, plain_words

FILLER = "filler"
ORDINARY = "ordinary"
SECTOR = "sector"
PLACE = "place"
GENERIC = "generic"
CLOSE = "close"
SHORTEST_ACRONYM = 3
_VOWELS = frozenset("aeiou")
_ARTICLE = "ال"


def canonical_words(tokens: list[str]) -> list[str]:
    """Abbreviations spelled out, shared words in English, numbers in digits; fillers are gone unless all are."""
    table, longest = _by_words()
    found: list[str] = []
    place = 0
    while place < len(tokens):
        for size in range(min(longest.get(tokens[place], 0), len(tokens) - place), 0, -1):
            word = table.get(tuple(tokens[place : place + size]))
            if word is not None:
                break
        else:
            word, size = tokens[place], 1
        if word or (tokens[place] == "i" and place == len(tokens) - 1):
            found.append(word or "i")
        place += size
    return found or tokens


def without_articles(tokens: list[str]) -> list[str]:
    """The Arabic article goes from words that are not shared with it, as "Al" goes from Latin names."""
    table, _ = _by_words()
    return [
        token[2:] if token.startswith(_ARTICLE) and len(token) > 4 and (token,) not in table else token
        for token in tokens
    ]


def distinctive_words(tokens: list[str]) -> list[str]:
    """Without those that many companies share, unless there is no other."""
    table, _ = _by_words()
    return [token for token in tokens if (token,) not in table] or tokens


def without_own_acronym(tokens: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    """ "Metal & Mineral Trade (MMT)": the first letters of its other words are no word of the name."""
    told = [word for word in words if not is_filler(word)]
    if len(told) > SHORTEST_ACRONYM:
        for word in (told[0], told[-1]):
            if (
                len(word) >= SHORTEST_ACRONYM
                and word in tokens
                and word == "".join(each[0] for each in told if each != word)
            ):
                return tuple(token for token in tokens if token != word)
    return tokens


def is_filler(token: str) -> bool:
    """Whether the word is dropped from every name: "of", "und"."""
    return _by_words()[0].get((token,)) == ""


def is_generic(token: str) -> bool:
    """ "Group", "Holding": what a company is, whatever it does."""
    return _rank_as_written(token) == GENERIC


def is_often_last(token: str) -> bool:
    """ "Group", "Bank": what follows a name that is complete without it."""
    return is_generic(token) or token in {"bank", "banking"}


def is_place(token: str) -> bool:
    return _rank_as_written(token) == PLACE


def is_shared(token: str) -> bool:
    """Whether many companies have the word, places apart."""
    return _rank_as_written(token) not in {ORDINARY, PLACE}


def tells_little(token: str) -> bool:
    return is_filler(token) or _rank_as_written(token) != ORDINARY


def _rank_as_written(token: str) -> str:
    return rank_of(_by_words()[0].get((token,), token))


def rank_of(token: str) -> str:
    """How much a canonical word tells: common, sector, place, number; ordinary for the rest."""
    return _ranks().get(token, ORDINARY)


def kin_of(token: str) -> frozenset[int]:
    """Which groups of words of nearly the same meaning a canonical word belongs to; below zero where they are
    close, as what a body is ("society", "association") and what languages do not part."""
    return _kin().get(token, frozenset())


@cache
def _by_words() -> tuple[dict[tuple[str, ...], str], dict[str, int]]:
    """By their words, and how many they are at most that begin with a word."""
    table: dict[tuple[str, ...], str] = {}
    for entry in company_words():
        table.setdefault(entry.words, entry.word)
    for word, rank in plain_words().items():
        if rank == SECTOR:
            for plural in _plurals(word):
                table.setdefault((plural,), table.get((word,), word))
    longest: dict[str, int] = {}
    for first, *rest in table:
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return table, longest


def _plurals(word: str) -> Iterator[str]:
    """ "Pump" and "pumps" are no two trades."""
    if not word.endswith("s"):
        yield word + "s"
        if word.endswith(("x", "ch", "sh")):
            yield word + "es"
        if word.endswith("y") and word[-2:-1] not in _VOWELS:
            yield word[:-1] + "ies"


@cache
def _kin() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, (nearness, group) in enumerate(kin_words(), start=1):
        for word in group:
            groups[word].add(-number if nearness == CLOSE else number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@cache
def _ranks() -> dict[str, str]:
    return plain_words() | {entry.word: entry.rank for entry in company_words() if entry.word}
