"""What an XLSX may hold, found out before anything unpacks it into memory: bombs are refused in a second, not survived.

A sheet's size is counted from its own cells, streamed; what it says of itself may lie.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_ROWS = 100_000
MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
MAX_UNPACKED = 120_000_000
MAX_SHARED_TEXT = 60_000_000
MAX_ENTRIES = 3_000
MAX_DIRECTORY = 1_000_000
MAX_RATIO = 200  # a sheet of real data shrinks 10 to 40 times
PIECE = 1 << 20
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,9})"')
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})\d')
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check(file: BinaryIO) -> None:
    """Raises ValidationError with the reason; reads at most the sheets, a megabyte at a time."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            for entry in entries:
                _check_part(archive, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise ValidationError(
            _("This file is damaged, or protected by a password. Save it again and upload that."), code="damaged"
        ) from problem
    finally:
        file.seek(0)


def _check_directory(file: BinaryIO) -> None:
    """The directory of a ZIP is read whole by zipfile: a huge one is refused from the last bytes of the file."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end >= 0 and int.from_bytes(tail[end + 12 : end + 16], "little") > MAX_DIRECTORY:
        raise _bomb()


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or not any(e.filename.startswith("xl/") for e in entries):
        raise (
            _bomb()
            if len(entries) > MAX_ENTRIES
            else ValidationError(_("This is not a spreadsheet."), code="not_a_sheet")
        )
    read = [e for e in entries if e.filename.lower().endswith((".xml", ".rels"))]
    if sum(e.file_size for e in read) > MAX_UNPACKED:
        raise _bomb()
    if any(e.file_size > PIECE and e.file_size > MAX_RATIO * max(1, e.compress_size) for e in read):
        raise _bomb()
    if any(e.filename.endswith("sharedStrings.xml") and e.file_size > MAX_SHARED_TEXT for e in read):
        raise _bomb()


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if not name.endswith((".xml", ".rels")):
        return
    if "worksheets/" in name and name.endswith(".xml"):
        _check_sheet(_pieces(archive, entry))
        return
    with archive.open(entry) as part:
        if _ENTITY.search(part.read(4096)):
            raise _entities()


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content piece by piece; what is cut by a border is read again with the next piece."""
    rest = b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            whole = rest + piece
            cut = whole.rfind(b"<")
            rest = whole[cut:] if cut >= 0 and len(whole) - cut < PIECE else b""
            yield whole[: len(whole) - len(rest)]
    yield rest


def _check_sheet(pieces: Iterator[bytes]) -> None:
    rows = cells = last = 0
    columns: set[bytes] = set()
    for number, piece in enumerate(pieces):
        if number == 0 and _ENTITY.search(piece[:4096]):
            raise _entities()
        rows += len(_ROW.findall(piece))
        cells += len(_CELL.findall(piece))
        found = _ROW_NUMBER.findall(piece)
        last = max(last, int(found[-1]) if found else 0)
        columns.update(_COLUMN.findall(piece))
        width = max(map(_number, columns), default=0)
        if max(rows, last) > MAX_ROWS:
            raise ValidationError(
                _(
                    "A sheet of this file has more than %(limit)s rows, perhaps empty ones. "
                    "Delete the empty rows below the data, or split the file."
                )
                % {"limit": f"{MAX_ROWS:,}"},
                code="too_many_rows",
            )
        if width > MAX_COLUMNS or cells > MAX_CELLS or max(rows, last) * width > 4 * MAX_CELLS:
            raise ValidationError(
                _("A sheet of this file has too many cells. Delete empty columns and rows, or split it."),
                code="too_many_cells",
            )


def _number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value


def _bomb() -> ValidationError:
    return ValidationError(
        _("Unpacked, this file would be far too large. Split it into smaller files."), code="zip_bomb"
    )


def _entities() -> ValidationError:
    return ValidationError(
        _("This file contains declarations that no spreadsheet needs. Save it again with a spreadsheet program."),
        code="entities",
    )
