"""Names while somebody types them: by their beginning, then by the beginning of any word, then by likeness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from rapidfuzz import fuzz

from crm.core.text import fold

from .enums import Script
from .keys import BEGINNING, beginning_keys, word_key
from .models import NameTable
from .normalise import normalise
from .retrieval import COSTLY, MOST_PENDING, Found, candidates

# Several names may belong to one record.
SPARE = 3
# Misspelt names are looked for where the others give little, and not before there is something to compare.
FEW, ENOUGH_LETTERS, ALIKE = 5, 6, 0.72
LOOKED_AT = 1_500
# Arabic writes no short vowels, and a Chinese word is two characters.
ENOUGH_ELSEWHERE = 3
# "Acme L" may be on the way to "Acme Ltd", of which the index holds "acme".
LONGEST_BEGUN_FORM = 4

_BEGUN = """(SELECT id, subject_id, name, folded, source FROM {table}
    WHERE live AND version > 0 AND folded LIKE %(begun{n})s ORDER BY folded, id LIMIT %(most)s)"""
_WHOLE = """(SELECT id, subject_id, name, folded, source FROM {table}
    WHERE live AND version > 0 AND folded = %(whole)s ORDER BY id LIMIT %(most)s)"""
_PENDING = """(SELECT id, subject_id, name, NULL, source FROM {table}
    WHERE version = 0 AND live ORDER BY id DESC LIMIT {pending})"""
_OWED = "SELECT 0, 0, '', NULL, 0 FROM {state} WHERE index = %(index)s AND owed"
# Of a beginning that very many names have, not all are looked at: the next letter, or the next word, tells more.
_INSIDE = """
    SELECT * FROM (
        SELECT id, subject_id, name, folded, source FROM {table}
        WHERE live AND keys @> %(keys)s::int[] AND {costly} LIMIT {looked_at}
    ) begun WHERE ' ' || folded LIKE ALL(%(words)s) LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """`owed` says that the index is not complete yet: older records may be missing."""

    found: list[Found]
    owed: bool = False


def typed(table: NameTable, text: str, *, limit: int) -> Typed:
    """At most `limit` records by their best name, best first. One statement for most keystrokes, four at worst."""
    plain, wanted = fold(text), normalise(text, table.kind)
    words = wanted.folded.split() or plain.split()
    if not words:
        return Typed([])
    rows, pending, owed = _begun(table, words, plain, limit * SPARE)
    best = _Best()
    best.add(_beginning(row, words, plain) for row in rows)
    best.add(_like(row, words, table) for row in pending)
    if len(best) < limit and any(len(word) >= BEGINNING for word in words):
        best.add(_inside(table, words, limit * SPARE))
    enough = ENOUGH_LETTERS if wanted.script is Script.LATIN else ENOUGH_ELSEWHERE
    if len(best) < FEW and len("".join(words)) >= enough:
        alike = candidates(table, text, limit=limit * SPARE, unfinished=True)
        best.add(replace(each, score=round(each.score * 0.85, 4)) for each in alike if each.score >= ALIKE)
    return Typed(best.first(limit), owed)


class _Best:
    """The best name of each record."""

    def __init__(self) -> None:
        self._of: dict[int, Found] = {}

    def __len__(self) -> int:
        return len(self._of)

    def add(self, found: Iterable[Found]) -> None:
        for each in found:
            held = self._of.get(each.subject_id)
            if each.score and (held is None or each.score > held.score):
                self._of[each.subject_id] = each

    def first(self, limit: int) -> list[Found]:
        return sorted(self._of.values(), key=lambda each: (-each.score, each.folded, each.subject_id))[:limit]


def _begun(table: NameTable, words: list[str], plain: str, most: int) -> tuple[list[Any], list[Any], bool]:
    """What begins like the text, with its legal form or without; and what nobody has normalised yet."""
    beginnings = list(dict.fromkeys(each for each in (" ".join(words), plain) if each))
    parts = [_BEGUN.format(table=table.table, n=n) for n in range(len(beginnings))]
    values: dict[str, Any] = {f"begun{n}": f"{_escaped(each)}%" for n, each in enumerate(beginnings)}
    before, _blank, last = plain.rpartition(" ")
    if before and len(last) <= LONGEST_BEGUN_FORM:
        parts.append(_WHOLE.format(table=table.table))
        values["whole"] = normalise(before, table.kind).folded
    parts.append(_PENDING.format(table=table.table, pending=MOST_PENDING))
    parts.append(_OWED.format(state=table.state_table))
    found = _rows(" UNION ALL ".join(parts), {**values, "most": most, "index": table.key})
    indexed = [row for row in found if row[3] is not None]
    return indexed, [row for row in found if row[0] and row[3] is None], any(not row[0] for row in found)


def _inside(table: NameTable, words: list[str], most: int) -> list[Found]:
    """The last word begins a word of the name and the others are words of it, in whatever order."""
    values = {
        "keys": [*beginning_keys(words), *(word_key(word) for word in words[:-1])],
        "words": [f"% {_escaped(word)}%" for word in words],
        "most": most,
    }
    return [
        _scored(row, 0.6, words)
        for row in _rows(_INSIDE.format(table=table.table, looked_at=LOOKED_AT, costly=COSTLY), values)
    ]


def _beginning(row: Any, words: list[str], plain: str) -> Found:
    folded = row[3]
    if folded in (" ".join(words), plain):
        return _found(row, 1.0)
    return _scored(row, 0.85, words)


def _scored(row: Any, score: float, words: list[str]) -> Found:
    """The less is still to type, the better; a record's first name stands before its other ones."""
    share = min(1.0, len(" ".join(words)) / max(1, len(row[3])))
    return _found(row, score + 0.1 * share + (0.04 if row[4] == 0 else 0))


def _found(row: Any, score: float) -> Found:
    pk, subject, name, folded, source = row
    return Found(pk, subject, name, folded, source, round(score, 4))


def _like(row: Any, words: list[str], table: NameTable) -> Found:
    """A name that is not indexed yet, by the same measures; nothing of it is 0."""
    folded = normalise(row[2], table.kind).folded
    whole, row = " ".join(words), (*row[:3], folded, row[4])
    if folded == whole:
        return _found(row, 1.0)
    if folded.startswith(whole):
        return _scored(row, 0.85, words)
    if all(f" {folded}".find(f" {word}") >= 0 for word in words):
        return _scored(row, 0.6, words)
    likeness = fuzz.WRatio(whole, folded) / 100 if len(whole) >= ENOUGH_LETTERS else 0.0
    return _found(row, likeness * 0.85 if likeness >= ALIKE else 0.0)


def _escaped(text: str) -> str:
    """Folded text holds letters, digits and blanks only, but "_" is a letter to a regular expression."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _rows(query: str, values: dict[str, Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found: Sequence[Any] = cursor.fetchall()
    return found
