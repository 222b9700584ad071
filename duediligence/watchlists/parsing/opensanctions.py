"""Bulk files of OpenSanctions, targets.simple.csv: one row an entry, several values of a column between semicolons."""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from ...enums import NameUse
from . import dates, details, places, registers
from .broken import BrokenFile, FileFacts
from .listed import Detail, ListedName, ListedParty, distinct, once
from .schemas import KINDS
from .texts import spelled, tidy

_NEEDED = ("id", "schema", "name", "aliases", "birth_date", "countries", "identifiers")
_VALUES = re.compile(r";\s*")
# Of these nobody is a company or a person: purses of money, securities, addresses.
_PASSED_OVER = frozenset({"cryptowallet", "security", "address", "position", "occupancy", "event"})

Row = dict[str, str]


def read(file: BinaryIO, facts: FileFacts) -> Iterator[ListedParty]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    rows = csv.DictReader(text, strict=True)
    newest = ""
    try:
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or [])]
        if missing:
            sentence = _("The file is no targets.simple.csv: it has no column %(names)s.")
            raise BrokenFile("line 1", sentence % {"names": ", ".join(missing)})
        for row in rows:
            if None in row or None in row.values():
                raise BrokenFile(f"line {rows.line_num}", _("The row has not as many columns as the headings."))
            newest = max(newest, row.get("last_seen", "")[:10])
            if row["schema"].lower() not in _PASSED_OVER:
                yield _party(row, rows.line_num)
    except (csv.Error, UnicodeDecodeError) as problem:
        detail = _("The row cannot be read: %(problem)s.") % {"problem": problem}
        raise BrokenFile(f"line {rows.line_num + 1}", detail) from problem
    finally:
        facts.list_date = dates.day(newest)
        text.detach()


def _party(row: Row, line: int) -> ListedParty:
    kind = KINDS.get(row["schema"].lower())
    if not row["id"] or not row["name"].strip() or kind is None:
        raise BrokenFile(f"line {line}", _("The row has no id, no name or an unknown schema."))
    countries = distinct(places.code(each) for each in _values(row, "countries"))
    return ListedParty(
        uid=row["id"][:80],
        kind=kind,
        names=once(_names(row)),
        program=", ".join(_values(row, "program_ids"))[:250] or row.get("dataset", "")[:250],
        reference=row["id"][:120],
        countries=countries,
        birth_dates=distinct(each for text in _values(row, "birth_date") for each in dates.births(text)),
        identifiers=tuple(dict.fromkeys(registers.unnamed(each) for each in _values(row, "identifiers"))),
        details=tuple(_details(row)),
        listed_on=dates.day(row.get("first_seen", "")[:10]),
    )


def _names(row: Row) -> Iterator[ListedName]:
    yield from spelled(tidy(row["name"]), NameUse.PRIMARY)
    for alias in _values(row, "aliases"):
        yield from spelled(alias)


def _values(row: Row, name: str) -> list[str]:
    """A value that holds a semicolon itself stands in quotes, as in a row of its own."""
    text = row.get(name, "")
    parts = next(csv.reader([text], delimiter=";"), []) if '"' in text else _VALUES.split(text)
    return [plain for part in parts if (plain := tidy(part))]


def _details(row: Row) -> Iterator[Detail]:
    for label, name in ((details.ADDRESS, "addresses"), (details.SANCTION, "sanctions")):
        yield from (Detail(label, text) for text in dict.fromkeys(_values(row, name)))
    if datasets := tidy(row.get("dataset")):
        yield Detail("dataset", datasets)
