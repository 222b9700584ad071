"""A list of one's own, or of anybody who gives a table: CSV or XLSX. Rows with the same number are one entry."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.core.text import fold
from crm.imports.reading import table

from ...enums import EntryKind, NameQuality, NameUse
from . import dates, details, headings, places, registers
from .broken import BrokenFile, FileFacts
from .headings import guess
from .listed import Detail, Identifier, ListedName, ListedParty, distinct, once
from .schemas import KINDS
from .texts import spelled, tidy

_VALUES = re.compile(r"[;|\n]+")
# A column with one of these says that its rows are people, where no column says what they are.
_OF_PEOPLE = frozenset({headings.BIRTH, headings.FIRST, headings.PASSPORT})

Values = Mapping[str, list[str]]


def read(file: BinaryIO, _facts: FileFacts) -> Iterator[ListedParty]:
    try:
        reading, rows = table.read(file)
    except ValidationError as problem:
        raise BrokenFile("file", " ".join(problem.messages)) from problem
    meanings = guess(reading.headings)
    if not {headings.NAME, headings.LAST} & set(meanings.values()):
        sentence = _("No column is called “name”. The headings read: %(headings)s.")
        place = f"line {reading.heading_row}"
        raise BrokenFile(place, sentence % {"headings": ", ".join(reading.headings[:12])})
    person = bool(_OF_PEOPLE & set(meanings.values()))
    entries: dict[str, list[ListedParty]] = defaultdict(list)
    for number, cells in rows:
        party = _party(number, cells, reading.headings, meanings, person)
        entries[party.uid].append(party)
    yield from (_together(same) for same in entries.values())


def _party(
    number: int, cells: Sequence[str], titles: Sequence[str], meanings: Mapping[int, str], person: bool
) -> ListedParty:
    values: dict[str, list[str]] = defaultdict(list)
    for place, meaning in meanings.items():
        if place < len(cells) and (text := cells[place].strip()):
            values[meaning].append(text)
    name = _name(values)
    if not name:
        raise BrokenFile(f"line {number}", _("The row has no name."))
    kind = _kind(values, number, person)
    birth_dates = distinct(each for text in _several(values, headings.BIRTH) for each in dates.births(text))
    return ListedParty(
        uid=(_first(values, headings.UID) or _made_up(name, kind, birth_dates))[:80],
        kind=kind,
        names=once(_names(name, values)),
        program="; ".join(map(tidy, values[headings.PROGRAM]))[:250],
        reference=_first(values, headings.UID)[:120],
        countries=distinct(places.code(text) for text in _several(values, headings.COUNTRY)),
        birth_dates=birth_dates,
        identifiers=tuple(dict.fromkeys(_identifiers(values, kind))),
        details=tuple(_details(cells, titles, meanings, values)),
        listed_on=dates.day(_first(values, headings.LISTED)),
    )


def _name(values: Values) -> str:
    spoken = " ".join(tidy(each) for field in (headings.FIRST, headings.LAST) for each in values[field])
    return _first(values, headings.NAME) or tidy(spoken)


def _first(values: Values, field: str) -> str:
    return tidy(next(iter(values[field]), ""))


def _several(values: Values, field: str) -> list[str]:
    return [plain for text in values[field] for part in _VALUES.split(text) if (plain := tidy(part))]


def _kind(values: Values, number: int, person: bool) -> str:
    said = _first(values, headings.SCHEMA)
    if not said:
        return EntryKind.PERSON if person else EntryKind.ORGANISATION
    kind = KINDS.get(fold(said))
    if kind is None:
        sentence = _("“%(kind)s” is neither a person nor an organisation, a ship or an aircraft.")
        raise BrokenFile(f"line {number}", sentence % {"kind": said[:60]})
    return kind


def _made_up(name: str, kind: str, birth_dates: Sequence[str]) -> str:
    """The same row has the same number in the next file, wherever it stands there."""
    return hashlib.sha256("|".join([fold(name), kind, *birth_dates]).encode()).hexdigest()[:32]


def _names(name: str, values: Values) -> Iterator[ListedName]:
    yield from spelled(name, NameUse.PRIMARY)
    for text in _several(values, headings.ALIASES):
        yield from spelled(text)
    for text in _several(values, headings.WEAK):
        yield from spelled(text, NameUse.ALIAS, NameQuality.WEAK)


def _identifiers(values: Values, kind: str) -> Iterator[Identifier]:
    country = next((code for text in _several(values, headings.COUNTRY) if (code := places.code(text))), "")
    yield from (Identifier("lei", text.upper()) for text in _several(values, headings.LEI))
    yield from (Identifier("passport", text, country) for text in _several(values, headings.PASSPORT))
    for text in _several(values, headings.NUMBER):
        found = registers.unnamed(text, country)
        plain = found.kind == "other" and kind == EntryKind.ORGANISATION
        yield Identifier("national", text, country) if plain else found


def _details(
    cells: Sequence[str], titles: Sequence[str], meanings: Mapping[int, str], values: Values
) -> Iterator[Detail]:
    yield from (Detail(details.ADDRESS, tidy(text)) for text in values[headings.ADDRESS])
    yield from (Detail(details.BIRTH_DATE, tidy(text)) for text in values[headings.BIRTH])
    for place, (title, cell) in enumerate(zip(titles, cells, strict=False)):
        if place not in meanings and tidy(cell):
            yield Detail(title[:80], tidy(cell))


def _together(same: list[ListedParty]) -> ListedParty:
    """Lists that give each alias a row of its own."""
    first = same[0]
    if len(same) == 1:
        return first
    others = [
        ListedName(name.text, NameUse.ALIAS if name.use == NameUse.PRIMARY else name.use, name.quality, name.parts)
        for each in same[1:]
        for name in each.names
    ]
    return ListedParty(
        uid=first.uid,
        kind=first.kind,
        names=once([*first.names, *others]),
        program=first.program,
        reference=first.reference,
        countries=distinct(code for each in same for code in each.countries),
        birth_dates=distinct(date for each in same for date in each.birth_dates),
        identifiers=tuple(dict.fromkeys(number for each in same for number in each.identifiers)),
        details=tuple(dict.fromkeys(detail for each in same for detail in each.details)),
        listed_on=first.listed_on,
    )
