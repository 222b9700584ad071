"""Reads the tables in `data/`: legal forms and the words that companies share."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .spelling import compose, romanise_word, words

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
def person_words(rank: str) -> frozenset[str]:
    """Titles, particles: one word each, as written."""
    found = (row["written"].split("|") for row in _rows("person_words.csv") if row["class"] == rank)
    return frozenset(word for written in found for word in written)


@cache
def surnames() -> dict[str, str]:
    """Surnames of names without spaces and how their bearers write them in Latin letters."""
    return {row["written"]: row["read"] for row in _rows("surnames.csv")}
