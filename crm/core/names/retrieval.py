"""Which names of an index are worth looking at for a given name: by shared keys, the rarest first, then by likeness."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from rapidfuzz import fuzz, process

from .enums import Kind, Script
from .frequency import Frequencies, frequencies
from .keys import sounds, spelling_keys, trigrams_of_word, word_key
from .models import NameTable
from .normalise import NormalName, normalise

LIMIT = 20
# Rows that frequent keys may bring, and that one look-up reads at most.
MOST_FREQUENT_ROWS, MOST_ROWS = 1_000, 3_000
# While somebody types, the next letter asks again.
MOST_FREQUENT_BEGUN = 300
# How much a likeness counts of what is heard, and of words in common; how many rows are looked at more closely.
SOUND, WORDS, CLOSER = 0.9, 0.7, 200
# Parts that are less alike than this are no answer.
PARTLY = 70.0
LAST_LATIN = "\u024f"
# Below this likeness of the best one, a word may have two wrong letters: ask by trigrams. Beginnings are less alike.
GOOD_BEGINNING = 70.0
GOOD, TRIGRAMS, MOST_TRIGRAM_ROWS, MOST_PAIRS = 80.0, 6, 2_000, 18
# Names that raw SQL wrote and nobody has normalised yet: the newest are compared as they are.
MOST_PENDING = 100

# PostgreSQL takes comparing two arrays for as cheap as comparing two numbers, and would read a register of some
# thousand names from end to end: 20 ms instead of one. This is true of every row, and counts as what that costs. In a
# register of a million it would then start parallel workers, 5 ms for what is done in one: the second condition is
# true, too, and nothing that a worker may be asked.
COSTLY = "to_tsvector('simple', left(folded, 0)) IS NOT NULL AND pg_backend_pid() IS NOT NULL"
# Not the other way round: with the LIMIT beside the condition, PostgreSQL may walk the whole table in hope.
_BY_KEYS = """
    WITH near AS MATERIALIZED (
        SELECT id, subject_id, name, folded, source FROM {table}
        WHERE live AND (keys && %(keys)s::int[]{together}) AND {costly}
    ) SELECT * FROM near LIMIT %(most)s
"""
_TOGETHER = " OR keys @> %(pair{n})s::int[]"

# id, subject_id, name, folded, source
Row = tuple[int, int, str, str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the index, and how alike it is: 0 to 1."""

    id: int
    subject_id: int
    name: str
    folded: str
    source: int
    score: float


def candidates(table: NameTable, text: str, *, limit: int = LIMIT, unfinished: bool = False) -> list[Found]:
    """The names most like the text, best first; several may belong to one record. One statement, or two.

    `unfinished`: somebody is still typing, so that a name may go on where the text ends.
    """
    wanted = normalise(text, table.kind)
    if not wanted.folded:
        return []
    known = frequencies(table)
    keys = spelling_keys(wanted)
    chosen = known.chosen(keys, most=MOST_FREQUENT_BEGUN if unfinished else MOST_FREQUENT_ROWS)
    pairs = known.together(wanted.folded.split(), left=keys.difference(chosen))
    rows = _read(table, chosen, pairs)
    found = ranked(wanted, rows, limit=limit, unfinished=unfinished)
    if not found or found[0].score * 100 < (GOOD_BEGINNING if unfinished else GOOD):
        seen = {row[0] for row in rows}
        more = [row for row in _read(table, *second_keys(known, wanted)) if row[0] not in seen]
        found = ranked(wanted, rows + more, limit=limit, unfinished=unfinished)
    return found


def second_keys(known: Frequencies, wanted: NormalName) -> tuple[list[int], list[list[int]]]:
    """The rarest trigrams of unknown words: alone while that is not much, and each beside a word that many share."""
    words = wanted.folded.split()
    shared = [key for word in words if (key := word_key(word)) in known.rows]
    strange = [word for word in words if word_key(word) not in known.rows] or words
    trigrams = [key for word in strange for key in known.rarest(trigrams_of_word(word), count=TRIGRAMS)]
    alone = known.chosen(known.rarest(trigrams, count=TRIGRAMS), most=MOST_TRIGRAM_ROWS)
    pairs = [[key, trigram] for key in shared for trigram in trigrams if trigram not in alone]
    return alone, pairs[:MOST_PAIRS]


def ranked(wanted: NormalName, rows: Sequence[Row], *, limit: int, unfinished: bool = False) -> list[Found]:
    """By likeness of words and letters, in C; between two scripts by likeness of what is heard, too."""
    folded = [row[3] for row in rows]
    likeness = _near(wanted.folded, folded, limit=max(CLOSER, limit))
    if unfinished:
        partly = process.extract(
            wanted.folded, folded, scorer=fuzz.WRatio, processor=None, limit=limit, score_cutoff=PARTLY
        )
        for _folded, score, at in partly:
            likeness[at] = max(score, likeness.get(at, 0.0))
    for at, score in _sounding(wanted, rows).items():
        likeness[at] = max(score, likeness.get(at, 0.0))
    best = sorted(likeness, key=lambda at: (-likeness[at], folded[at], rows[at][0]))[:limit]
    return [Found(*rows[at], round(likeness[at] / 100, 4)) for at in best]


def _near(wanted: str, folded: Sequence[str], *, limit: int) -> dict[int, float]:
    """Words in common count most, and say nothing of words too many or too few; the letters of the whole do."""
    by_words = process.extract(wanted, folded, scorer=fuzz.token_ratio, processor=None, limit=limit)
    whole = {at: max(fuzz.ratio(wanted, text), fuzz.token_sort_ratio(wanted, text)) for text, _score, at in by_words}
    return {at: max(whole[at], WORDS * score + (1 - WORDS) * whole[at]) for _text, score, at in by_words}


def _sounding(wanted: NormalName, rows: Sequence[Row]) -> dict[int, float]:
    """Of names in another script than the wanted one, as anybody reads them: romanised vowels say little. Not quite as
    good as the letters."""
    foreign = wanted.script is not Script.LATIN
    others = {
        (at, n): sounds(reading)
        for at, row in enumerate(rows)
        if foreign or _beyond_latin(row[2])
        for n, reading in enumerate(_readings(row, wanted.kind))
    }
    found: dict[int, float] = {}
    for reading in (wanted.folded, *map(" ".join, wanted.readings)) if others else ():
        near = process.extract(sounds(reading), others, scorer=fuzz.token_sort_ratio, processor=None, limit=LIMIT)
        for _heard, score, (at, _n) in near:
            found[at] = max(score * SOUND, found.get(at, 0.0))
    return found


def _readings(row: Row, kind: Kind) -> Iterator[str]:
    yield row[3]
    if _beyond_latin(row[2]):
        yield from map(" ".join, normalise(row[2], kind).readings)


def _beyond_latin(text: str) -> bool:
    return not text.isascii() and max(text) > LAST_LATIN


def _read(
    table: NameTable, keys: Sequence[int], pairs: Sequence[Sequence[int]] = (), *, most: int = MOST_ROWS
) -> list[Row]:
    values: dict[str, Any] = {"keys": list(keys), "most": most}
    values |= {f"pair{n}": list(pair) for n, pair in enumerate(pairs)}
    with connection.cursor() as cursor:
        cursor.execute(_by_keys(table, len(pairs)), values)
        rows: list[Any] = cursor.fetchall()
    return rows


@lru_cache
def _by_keys(table: NameTable, pairs: int) -> str:
    return _BY_KEYS.format(
        table=table.table, costly=COSTLY, together="".join(_TOGETHER.format(n=n) for n in range(pairs))
    )
