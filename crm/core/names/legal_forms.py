"""Takes the legal form off a company's name and says which one it was."""

from functools import cache
from typing import NamedTuple

from .tables import LegalForm, legal_forms

_ANY, _END, _START = "any", "end", "start"
# Inside a name longer forms than this are not looked for.
_LONGEST_INSIDE = 2


_IN_ENGLISH = frozenset(
    {
        *("limited", "private limited", "proprietary limited", "public limited", "llc", "incorporated", "corporation"),
        *("company", "limited partnership", "limited liability partnership", "general partnership", "trust", "jsc"),
        *("professional corporation", "national association", "unitary enterprise", "foundation", "establishment"),
    }
)


class _Forms(NamedTuple):
    """Forms by their words, and the length of the longest by the word that it ends or begins with."""

    ends: dict[tuple[str, ...], LegalForm]
    starts: dict[tuple[str, ...], LegalForm]
    inside: dict[tuple[str, ...], LegalForm]
    longest_by_last: dict[str, int]
    longest_by_first: dict[str, int]


class _Span(NamedTuple):
    start: int
    stop: int
    form: str


def strip_legal_forms(tokens: list[str]) -> tuple[list[str], str]:
    """What remains, never nothing, and the canonical form: the last that the name ends with, else the first."""
    forms = _forms()
    form = ""
    while found := _at_end(tokens, forms) or _at_start(tokens, forms) or _inside(tokens, forms):
        tokens = tokens[: found.start] + tokens[found.stop :]
        form = form or found.form
    return tokens, form


def family_of(form: str) -> str:
    """What kind of body the form makes: private, public, partnership; "" for none."""
    return _families().get(form, "")


def are_of_two_countries(form: str, other: str) -> bool:
    """Whether companies of no country may have either; those in English are what others are translated to."""
    ours, theirs = _countries().get(form, frozenset()), _countries().get(other, frozenset())
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _at_end(tokens: list[str], forms: _Forms) -> _Span | None:
    longest = forms.longest_by_last.get(tokens[-1], 0) if tokens else 0
    for size in range(min(longest, len(tokens) - 1), 0, -1):
        if entry := forms.ends.get(tuple(tokens[-size:])):
            return _Span(len(tokens) - size, len(tokens), entry.form)
    return None


def _at_start(tokens: list[str], forms: _Forms) -> _Span | None:
    longest = forms.longest_by_first.get(tokens[0], 0) if tokens else 0
    for size in range(min(longest, len(tokens) - 1), 0, -1):
        if entry := forms.starts.get(tuple(tokens[:size])):
            return _Span(0, size, entry.form)
    return None


def _inside(tokens: list[str], forms: _Forms) -> _Span | None:
    """Only forms that are nothing else: "Acme GmbH Austria"."""
    for place in range(1, len(tokens) - 1):
        for size in range(min(_LONGEST_INSIDE, forms.longest_by_first.get(tokens[place], 0)), 0, -1):
            entry = forms.inside.get(tuple(tokens[place : place + size]))
            if entry and place + size < len(tokens):
                return _Span(place, place + size, entry.form)
    return None


@cache
def _forms() -> _Forms:
    forms = _Forms({}, {}, {}, {}, {})
    for entry in legal_forms():
        if entry.place in {_ANY, _END}:
            forms.ends.setdefault(entry.words, entry)
        if entry.place in {_ANY, _START}:
            forms.starts.setdefault(entry.words, entry)
        if entry.place == _ANY:
            forms.inside.setdefault(entry.words, entry)
        for by, word in ((forms.longest_by_last, entry.words[-1]), (forms.longest_by_first, entry.words[0])):
            by[word] = max(by.get(word, 0), len(entry.words))
    return forms


@cache
def _countries() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in legal_forms():
        if entry.form not in _IN_ENGLISH:
            found.setdefault(entry.form, set()).update(entry.countries)
    return {form: frozenset(countries) for form, countries in found.items()}


@cache
def _families() -> dict[str, str]:
    return {entry.form: entry.family for entry in legal_forms()}
