"""Reads the tables in `data/`: legal forms and the words that companies share."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .spelling import compose, romanise_word, words

_GIVEN = frozenset({"arabic", "slavic", "english"})
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class LegalForm:
    form: str
    family: str
    place: str
    countries: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyWord:
    word: str
    rank: str
    words: tuple[str, ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _spellings(written: str) -> Iterator[tuple[str, ...]]:
    """Each spelling as the words that a name will have, as written and romanised."""
    for spelling in written.split("|"):
        found = tuple(words(compose(spelling), join_dotted=True))
        romanised = tuple(filter(None, map(romanise_word, found)))
        yield found
        # Romanised Arabic is mere consonants and would collide with anything ("shmm").
        if romanised != found and len("".join(romanised)) > 3:
            yield romanised


@cache
def legal_forms() -> tuple[LegalForm, ...]:
    return tuple(
        LegalForm(row["form"], row["family"], row["place"], tuple(row["countries"].split()), spelling)
        for row in _rows("legal_forms.csv")
        for spelling in _spellings(row["written"])
        if spelling
    )


@cache
def company_words() -> tuple[CompanyWord, ...]:
    return tuple(
        CompanyWord(row["word"], row["class"], spelling)
        for row in _rows("company_words.csv")
        for spelling in _spellings(row["written"])
        if spelling
    )


@cache
def company_words_abroad() -> tuple[tuple[str, str], ...]:
    """English words, "|" between several for the same, and what stands for them in other scripts."""
    return tuple((row["english"], row["written"]) for row in _rows("company_words_abroad.csv"))


@cache
def plain_words() -> dict[str, str]:
    """Words of names that tell little, with their class; written as they are compared."""
    return {word: row["class"] for row in _rows("plain_words.csv") for word in row["words"].split()}


@cache
def kin_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Words of companies that mean nearly the same, as they are compared: each of two databases may have another."""
    return tuple((row["class"], tuple(row["words"].split())) for row in _rows("kin_words.csv"))


@cache
def person_words(rank: str) -> frozenset[str]:
    """Titles, particles: one word each, as written."""
    found = (row["written"].split("|") for row in _rows("person_words.csv") if row["class"] == rank)
    return frozenset(word for written in found for word in written)


@cache
def surnames() -> dict[str, str]:
    """Surnames of names without spaces and how their bearers write them in Latin letters."""
    return {row["written"]: row["read"] for row in _rows("surnames.csv")}


@cache
def word_readings(name: str) -> dict[str, str]:
    """Signs or words of another script and how their bearers read them, "|" between several."""
    return {row["written"]: row["read"] for row in _rows(name)}


@cache
def _variants() -> tuple[dict[str, frozenset[int]], frozenset[str]]:
    found: dict[str, set[int]] = {}
    given: set[str] = set()
    for number, row in enumerate(_rows("name_variants.csv")):
        for spelling in row["written"].split("|"):
            for word in {spelling, romanise_word(compose(spelling))}:
                found.setdefault(word, set()).add(number)
                if row["kind"] in _GIVEN:
                    given.add(word)
    return {word: frozenset(groups) for word, groups in found.items()}, frozenset(given)


@cache
def native_spellings() -> dict[str, str]:
    """Names in other letters than Latin ones, with the first Latin spelling of their group."""
    groups = [row["written"].split("|") for row in _rows("name_variants.csv")]
    return {word: group[0] for group in groups for word in group if not word.isascii() and group[0].isascii()}


def variants_of(word: str) -> frozenset[int]:
    """Which groups of spellings and short forms of one name the word belongs to."""
    return _variants()[0].get(word, frozenset())


def is_given_name(word: str) -> bool:
    """Whether many people bear it as a given name: it tells less than a surname."""
    return word in _variants()[1]


@cache
def han_variants() -> dict[int, str]:
    """For `str.translate`: each shape of a character to the one that stands for all."""
    found: dict[int, str] = {}
    for line in (_DATA / "han_variants.txt").read_text(encoding="utf-8").splitlines():
        for group in () if line.startswith("#") else line.split():
            stands = found.get(ord(group[0]), group[0])
            found |= {ord(shape): stands for shape in group if ord(shape) not in found}
    return found


def warm() -> None:
    """Reads all tables now rather than at the first name."""
    company_words()
    legal_forms()
    plain_words()
    surnames()
    han_variants()
    _variants()
