"""OFAC's SDN list as three files: sdn.csv, alt.csv (other names) and add.csv (addresses), in a ZIP or sdn.csv alone."""

import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import takewhile
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from ...enums import NameUse
from . import details, ofac_remarks, places
from .broken import BrokenFile, FileFacts
from .listed import Detail, Identifier, ListedName, ListedParty, distinct, once
from .ofac_names import KINDS, USES, named
from .texts import tidy

WIDTHS = {"sdn.csv": 12, "alt.csv": 5, "add.csv": 6}
MAX_UNPACKED = 60_000_000
_NOTHING, _END = "-0-", "\x1a"
_SHIP = ("Call sign", "Type", "Tonnage", "Gross tonnage", "Flag", "Owner")
# So many rows may belong to nobody before the files are taken for parts of different lists.
_STRAY_SHARE = 0.02

Rows = Iterator[tuple[int, list[str]]]
Around = dict[str, list[tuple[int, list[str]]]]


def read(file: BinaryIO, facts: FileFacts) -> Iterator[ListedParty]:
    contents = _contents(file)
    for name, says in (("alt.csv", _("other names")), ("add.csv", _("addresses"))):
        if name not in contents:
            sentence = _("%(file)s was not in the upload: the list has no %(what)s.")
            facts.remarks.append({"place": name, "detail": str(sentence % {"file": name, "what": says})})
    around = {name: _by_entry(name, contents.pop(name, b"")) for name in ("alt.csv", "add.csv")}
    known = set()
    for line, row in _rows("sdn.csv", contents["sdn.csv"]):
        known.add(row[0])
        yield _party(line, row, *(around[name].get(row[0], []) for name in ("alt.csv", "add.csv")))
    for name, rows in around.items():
        _belong(name, rows, known)


def _contents(file: BinaryIO) -> dict[str, bytes]:
    head = file.read(4)
    file.seek(0)
    if not head.startswith(b"PK"):
        return {"sdn.csv": file.read()}
    try:
        with zipfile.ZipFile(file) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise BrokenFile("ZIP", _("The ZIP file is damaged, or protected by a password.")) from problem


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Nothing is unpacked before its size is known; zipfile reads no more of a part than its directory says."""
    wanted = {entry.filename.rpartition("/")[2].lower(): entry for entry in archive.infolist()}
    parts = {name: entry for name, entry in wanted.items() if name in WIDTHS}
    if sum(entry.file_size for entry in parts.values()) > MAX_UNPACKED:
        raise BrokenFile("ZIP", _("Unpacked, this file would be far too large."))
    if "sdn.csv" not in parts:
        raise BrokenFile("ZIP", _("There is no sdn.csv in this ZIP file."))
    return {name: archive.read(entry) for name, entry in parts.items()}


def _rows(name: str, content: bytes) -> Rows:
    """Each with its line; every row is as wide as OFAC writes it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    try:
        for row in takewhile(lambda row: row[:1] != [_END], reader):
            if not row:
                continue
            if len(row) != WIDTHS[name]:
                raise BrokenFile(
                    f"{name}, line {reader.line_num}",
                    _("The row has %(found)s columns instead of %(wanted)s.")
                    % {"found": len(row), "wanted": WIDTHS[name]},
                )
            yield reader.line_num, ["" if (cell := tidy(each)) == _NOTHING else cell for each in row]
    except csv.Error as problem:
        detail = _("The row cannot be read: %(problem)s.") % {"problem": problem}
        raise BrokenFile(f"{name}, line {reader.line_num}", detail) from problem


def _by_entry(name: str, content: bytes) -> Around:
    found: Around = {}
    for line, row in _rows(name, content):
        found.setdefault(row[0], []).append((line, row))
    return found


def _belong(name: str, rows: Around, known: set[str]) -> None:
    strays = [row for number, each in rows.items() if number not in known for row in each]
    if len(strays) > _STRAY_SHARE * sum(map(len, rows.values())):
        line, row = strays[0]
        detail = _("Entry %(number)s is not in sdn.csv. The files are not of the same day, or one is cut off.")
        raise BrokenFile(f"{name}, line {line}", detail % {"number": row[0]})


def _party(line: int, row: list[str], others: list[tuple[int, list[str]]], addresses: list) -> ListedParty:
    number, name, sort, program, title, *ship, remarks = row
    if not number.isdigit() or not name or sort.lower() not in KINDS:
        raise BrokenFile(f"sdn.csv, line {line}", _("The row has no number, no name or an unknown kind."))
    kind = KINDS[sort.lower()]
    said = ofac_remarks.read(remarks, kind)
    at = [_address(each) for _line, each in addresses]
    return ListedParty(
        uid=number,
        kind=kind,
        names=once([*named(name, kind), *_others(others, kind), *said.names]),
        program=program.replace("] [", ", ")[:250],
        reference=number,
        countries=distinct([*said.countries, places.code(ship[4]), *(code for code, _text in at)]),
        birth_dates=distinct(said.births),
        identifiers=tuple(dict.fromkeys([*said.identifiers, *_call_sign(ship)])),
        details=tuple(dict.fromkeys([*_details(title, ship, at), *said.details])),
    )


def _others(rows: list[tuple[int, list[str]]], kind: str) -> Iterator[ListedName]:
    for _line, row in rows:
        yield from named(row[3], kind, USES.get(row[2], NameUse.ALIAS))


def _address(row: list[str]) -> tuple[str, str]:
    return places.code(row[4]), ", ".join(cell for cell in row[2:] if cell)


def _call_sign(ship: list[str]) -> Iterator[Identifier]:
    if ship[0]:
        yield Identifier("callsign", ship[0])


def _details(title: str, ship: list[str], at: list[tuple[str, str]]) -> Iterator[Detail]:
    if title:
        yield Detail(details.TITLE, title)
    if text := ", ".join(f"{label}: {value}" for label, value in zip(_SHIP, ship, strict=True) if value):
        yield Detail(details.SHIP, text)
    yield from (Detail(details.ADDRESS, text) for _code, text in at if text)
