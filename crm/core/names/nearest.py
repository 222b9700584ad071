"""The records whose names are most like each of many names: `candidates` for many, in a few statements."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection

from .company_words import ORDINARY, canonical_words, rank_of
from .enums import Kind
from .frequency import Frequencies, frequencies
from .keys import spelling_keys, word_key
from .models import NameTable
from .normalise import NormalName, normalise
from .retrieval import COSTLY, GOOD, MOST_FREQUENT_ROWS, MOST_ROWS, Row, ranked, second_keys

# Names that are asked for in one statement: each may bring some thousand rows.
ASKED = 50

# PostgreSQL does not know here how many keys a name has, and takes the index for dearer than it is: told eight times
# what comparing costs, it reads the index (50 names among 2,000: 60 ms, not 450).
_COSTLY = " AND ".join([COSTLY] * 8)
_OF_MANY = """
    SELECT asked.n, near.* FROM unnest(%(numbers)s::int[], %(keys)s::text[]) asked(n, keys) CROSS JOIN LATERAL (
        WITH near AS MATERIALIZED (
            SELECT id, subject_id, name, folded, source FROM {table}
            WHERE live AND keys {shares} asked.keys::int[] AND {costly}
        ) SELECT * FROM near LIMIT %(most)s
    ) near
"""
# A name shares one of these keys, or has all of them.
_ANY, _ALL = "&&", "@>"

Found = dict[str, dict[int, Row]]


def nearest(table: NameTable, names: Iterable[str], *, most: int, but: Collection[int] = ()) -> dict[str, set[int]]:
    """For each name the records with one of the `most` names most like it, and with one of half as many that are most
    like its telling words: of "Sonoco Products" many share the second word, and "Sunoco" would be lost among them."""
    wanted = {name: normal for name in dict.fromkeys(names) if (normal := normalise(name, table.kind)).folded}
    found: dict[str, set[int]] = {}
    waiting = iter(wanted.items())
    while chunk := dict(islice(waiting, ASKED)):
        found |= _nearest(table, chunk, most, but)
    return found


def _nearest(
    table: NameTable, wanted: Mapping[str, NormalName], most: int, but: Collection[int]
) -> dict[str, set[int]]:
    known = frequencies(table)
    rows = _rows(table, {name: _first_keys(known, normal) for name, normal in wanted.items()}, but)
    best = {name: ranked(normal, list(rows[name].values()), limit=most) for name, normal in wanted.items()}
    unsure = [name for name, near in best.items() if not near or near[0].score * 100 < GOOD]
    for name, more in _rows(table, {name: second_keys(known, wanted[name]) for name in unsure}, but).items():
        rows[name] |= more
        best[name] = ranked(wanted[name], list(rows[name].values()), limit=most)
    return {
        name: {each.subject_id for each in best[name]} | _by_telling_words(known, normal, rows[name], (most + 1) // 2)
        for name, normal in wanted.items()
    }


def _first_keys(known: Frequencies, wanted: NormalName) -> tuple[list[int], list[list[int]]]:
    keys = spelling_keys(wanted)
    chosen = known.chosen(keys, most=MOST_FREQUENT_ROWS)
    return chosen, known.together(wanted.folded.split(), left=keys.difference(chosen))


def _by_telling_words(known: Frequencies, wanted: NormalName, rows: Mapping[int, Row], most: int) -> set[int]:
    words = wanted.folded.split()
    telling = [word for word in words if _is_telling(known, word, wanted.kind)]
    if not telling or len(telling) == len(words):
        return set()
    found = ranked(replace(wanted, folded=" ".join(telling)), list(rows.values()), limit=most)
    return {each.subject_id for each in found}


def _is_telling(known: Frequencies, word: str, kind: Kind) -> bool:
    ordinary = kind is Kind.PERSON or rank_of(canonical_words([word])[0]) == ORDINARY
    return ordinary and word_key(word) not in known.rows


def _rows(table: NameTable, keys: Mapping[str, tuple[list[int], list[list[int]]]], but: Collection[int]) -> Found:
    """Of each name the rows that share one of its keys, or have all of one of its pairs of keys."""
    found: Found = {name: {} for name in keys}
    for shares, asked in (
        (_ANY, [(name, chosen) for name, (chosen, _pairs) in keys.items() if chosen]),
        (_ALL, [(name, pair) for name, (_chosen, pairs) in keys.items() for pair in pairs]),
    ):
        for name, row in _read(table, shares, asked):
            if row[1] not in but:
                found[name][row[0]] = row
    return found


def _read(table: NameTable, shares: str, asked: Sequence[tuple[str, list[int]]]) -> Iterator[tuple[str, Row]]:
    if not asked:
        return
    values: dict[str, Any] = {
        "numbers": list(range(len(asked))),
        "keys": [f"{{{','.join(map(str, keys))}}}" for _name, keys in asked],
        "most": MOST_ROWS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(table, shares), values)
        for number, *row in cursor.fetchall():
            yield asked[number][0], (row[0], row[1], row[2], row[3], row[4])


@lru_cache
def _statement(table: NameTable, shares: str) -> str:
    return _OF_MANY.format(table=table.table, costly=_COSTLY, shares=shares)
