"""Names in the filter of a list: a condition on the records, so that the list is counted and paged as ever."""

from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz

from crm.core.text import fold

from .keys import beginning_keys
from .models import NameTable
from .normalise import normalise
from .retrieval import MOST_PENDING, candidates

# What is spelt otherwise, where nothing has the words as they were typed.
SIMILAR, ALIKE, ENOUGH_LETTERS = 50, 0.8, 5

_WITH_WORDS = "SELECT subject_id FROM {table} WHERE live AND version > 0 {keys} AND ' ' || folded LIKE ALL(%s)"
_ANY = """
    SELECT NULL, NULL WHERE EXISTS ({query})
    UNION ALL
    (SELECT subject_id, name FROM {table} WHERE version = 0 AND live ORDER BY id DESC LIMIT {pending})
"""


def named(records: QuerySet, table: NameTable, text: str) -> QuerySet:
    """Records one of whose names has, for each word of the text, a word that begins with it; else names spelt alike."""
    words = normalise(text, table.kind).folded.split() or fold(text).split()
    if not words:
        return records.none() if text.strip() else records
    query, values = _with_words(table, words)
    with connection.cursor() as cursor:
        cursor.execute(_ANY.format(query=query, table=table.table, pending=MOST_PENDING), values)
        rows = cursor.fetchall()
    pending = [(subject, normalise(name, table.kind).folded) for subject, name in rows if subject]
    fresh = [subject for subject, folded in pending if _has(folded, words)]
    if not fresh and len(pending) == len(rows):
        return records.filter(pk__in=_alike(table, text, words, pending))
    there = Q(pk__in=RawSQL(query, values, BigIntegerField()))  # noqa: S611 - what was typed is a parameter
    return records.filter(there | Q(pk__in=fresh) if fresh else there)


def _with_words(table: NameTable, words: list[str]) -> tuple[str, list[Any]]:
    """The longer words lead to the rows, all of them are compared there."""
    keys = sorted(beginning_keys(words))
    query = _WITH_WORDS.format(table=table.table, keys="AND keys @> %s::int[]" if keys else "")
    likes = ["% " + word.replace("_", r"\_") + "%" for word in words]
    return query, [keys, likes] if keys else [likes]


def _has(folded: str, words: list[str]) -> bool:
    return all(f" {word}" in f" {folded}" for word in words)


def _alike(table: NameTable, text: str, words: list[str], pending: list[tuple[int, str]]) -> list[int]:
    if len("".join(words)) < ENOUGH_LETTERS:
        return []
    indexed = [
        each.subject_id for each in candidates(table, text, limit=SIMILAR, unfinished=True) if each.score >= ALIKE
    ]
    whole = " ".join(words)
    return indexed + [subject for subject, folded in pending if fuzz.WRatio(whole, folded) >= ALIKE * 100]
