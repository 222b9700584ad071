"""Which names of an index are worth looking at for a given name: by shared keys, the rarest first, then by likeness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from rapidfuzz import fuzz, process

from .enums import Script
from .frequency import Frequencies, frequencies
from .keys import sounds, spelling_keys, trigram_keys
from .models import NameTable
from .normalise import NormalName, normalise

LIMIT = 20
# Rows that frequent keys may bring, and that one look-up reads at most.
MOST_FREQUENT_ROWS, MOST_ROWS = 1_000, 3_000
SOUND = 0.9
# Below this likeness of the best one, a word may have two wrong letters: ask by trigrams.
GOOD, TRIGRAMS, MOST_TRIGRAM_ROWS = 80.0, 6, 4_000
# Names that raw SQL wrote and nobody has normalised yet: the newest are compared as they are.
MOST_PENDING = 100

# Not the other way round: with the LIMIT beside the condition, PostgreSQL may walk the whole table in hope.
_BY_KEYS = """
    WITH near AS MATERIALIZED (
        SELECT id, subject_id, name, folded, source FROM {table} WHERE live AND keys && %(keys)s::int[]
    ) SELECT * FROM near LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the index, and how alike it is: 0 to 1."""

    id: int
    subject_id: int
    name: str
    folded: str
    source: int
    score: float


def candidates(table: NameTable, text: str, *, limit: int = LIMIT) -> list[Found]:
    """The names most like the text, best first; several may belong to one record. One statement, or two."""
    wanted = normalise(text, table.kind)
    if not wanted.folded:
        return []
    known = frequencies(table)
    rows = _read(table, known.chosen(spelling_keys(wanted), most=MOST_FREQUENT_ROWS))
    found = ranked(wanted, rows, limit=limit)
    if not found or found[0].score * 100 < GOOD:
        seen = {row[0] for row in rows}
        more = [row for row in _read(table, _trigrams(known, wanted), most=MOST_TRIGRAM_ROWS) if row[0] not in seen]
        found = ranked(wanted, rows + more, limit=limit)
    return found


def _trigrams(known: Frequencies, wanted: NormalName) -> list[int]:
    return known.rarest(trigram_keys(wanted), count=TRIGRAMS)


def ranked(wanted: NormalName, rows: Sequence[tuple[int, int, str, str, int]], *, limit: int) -> list[Found]:
    """By likeness of the letters, in C; between two scripts by likeness of what is heard, too."""
    near = process.extract(wanted.folded, [row[3] for row in rows], scorer=fuzz.WRatio, processor=None, limit=limit)
    likeness = {at: score for _folded, score, at in near}
    for at, score in _sounding(wanted, rows).items():
        likeness[at] = max(score, likeness.get(at, 0.0))
    best = sorted(likeness, key=lambda at: (-likeness[at], rows[at][3], rows[at][0]))[:limit]
    return [Found(*rows[at], round(likeness[at] / 100, 4)) for at in best]


def _sounding(wanted: NormalName, rows: Sequence[tuple[int, int, str, str, int]]) -> dict[int, float]:
    """Of names in another script than the wanted one: romanised vowels say little. Not quite as good as the letters."""
    foreign = wanted.script is not Script.LATIN
    others = {at: sounds(row[3]) for at, row in enumerate(rows) if foreign or not row[2].isascii()}
    if not others:
        return {}
    near = process.extract(sounds(wanted.folded), others, scorer=fuzz.token_sort_ratio, processor=None, limit=LIMIT)
    return {at: score * SOUND for _heard, score, at in near}


def _read(table: NameTable, keys: Iterable[int], *, most: int = MOST_ROWS) -> list[tuple[int, int, str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_text(_BY_KEYS, table), {"keys": list(keys), "most": most})
        rows: list[Any] = cursor.fetchall()
    return rows


@lru_cache
def _text(query: str, table: NameTable) -> str:
    return query.format(table=table.table)
