"""Takes the legal form off a company's name and says which one it was."""

from functools import cache

from .tables import LegalForm, legal_forms

_END = frozenset({"end", "any"})
_START = frozenset({"start", "any"})


def strip_legal_forms(tokens: list[str]) -> tuple[list[str], str]:
    """What remains, never nothing, and the canonical form: the last that the name ends with, else the first."""
    table, longest = _by_words()
    form = ""
    while found := _at_end(tokens, table, longest) or _at_start(tokens, table, longest) or _inside(tokens, table):
        start, stop, entry = found
        tokens = tokens[:start] + tokens[stop:]
        form = form or entry.form
    return tokens, form


def family_of(form: str) -> str:
    """What kind of body the form makes: private, public, partnership; "" for none."""
    return _families().get(form, "")


_Span = tuple[int, int, LegalForm]


def _at_end(tokens: list[str], table: dict[tuple[str, ...], list[LegalForm]], longest: int) -> _Span | None:
    for size in range(min(longest, len(tokens) - 1), 0, -1):
        for entry in table.get(tuple(tokens[-size:]), ()):
            if entry.place in _END:
                return len(tokens) - size, len(tokens), entry
    return None


def _at_start(tokens: list[str], table: dict[tuple[str, ...], list[LegalForm]], longest: int) -> _Span | None:
    for size in range(min(longest, len(tokens) - 1), 0, -1):
        for entry in table.get(tuple(tokens[:size]), ()):
            if entry.place in _START:
                return 0, size, entry
    return None


def _inside(tokens: list[str], table: dict[tuple[str, ...], list[LegalForm]]) -> _Span | None:
    """Only forms that are nothing else: "Acme GmbH Austria"."""
    for place in range(1, len(tokens) - 1):
        for size in (2, 1):
            for entry in table.get(tuple(tokens[place : place + size]), ()):
                if entry.place == "any" and place + size < len(tokens):
                    return place, place + size, entry
    return None


@cache
def _by_words() -> tuple[dict[tuple[str, ...], list[LegalForm]], int]:
    table: dict[tuple[str, ...], list[LegalForm]] = {}
    for entry in legal_forms():
        table.setdefault(entry.words, []).append(entry)
    return table, max(map(len, table))


@cache
def _families() -> dict[str, str]:
    return {entry.form: entry.family for entry in legal_forms()}
