"""A file as numbered rows of text. Numbers are those that a person sees in a spreadsheet, from 1."""

import csv
import io
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.core.tabular import unshield

from . import delimiters, encodings, guard, headings

csv.field_size_limit(1_000_000)
Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Reading:
    """How a file is read; everything of it is shown and can be changed."""

    format: str = "csv"
    encoding: str = ""
    confidence: int = 100
    why: str = ""
    other_encodings: tuple[str, ...] = ()
    delimiter: str = ","
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    heading_row: int = 1
    headings: tuple[str, ...] = ()
    rows: int = 0
    above: tuple[str, ...] = ()
    chosen: tuple[str, ...] = field(default=())

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def read(file: Any, **chosen: Any) -> tuple[Reading, Rows]:
    """The reading and the rows below its headings, blank ones left out. `chosen` overrides what would be found."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        guard.check(file)
        reading, rows = _sheet(file, chosen.get("sheet", ""))
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(
            _("This is an old or a protected Excel file. Save it as XLSX without a password."), code="old_format"
        )
    elif str(getattr(file, "name", "")).lower().endswith(".xlsx"):
        raise ValidationError(
            _("This file is not an XLSX workbook, whatever its name says. Save it again as XLSX or CSV."),
            code="not_a_workbook",
        )
    else:
        reading, rows = _text(file.read(), **chosen)
    return _with_headings(reading, rows, chosen)


def _text(content: bytes, encoding: str = "", delimiter: str = "", **_chosen: Any) -> tuple[Reading, Rows]:
    if not content.strip(b"\x00\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise ValidationError(_("This file is empty."), code="empty_file")
    found = encodings.detect(content)
    try:
        text = content.decode(encoding or found.name).removeprefix("\ufeff")
    except (UnicodeError, LookupError) as problem:
        if not encoding:
            raise _not_text() from problem
        raise ValidationError(
            _("The file cannot be read with this encoding. Choose another."), code="encoding"
        ) from problem
    if "\x00" in text:
        raise _not_text()
    delimiter = delimiter or delimiters.detect(text)
    reading = Reading(
        encoding=encoding or found.name,
        confidence=found.confidence,
        why=found.why,
        other_encodings=found.others,
        delimiter=delimiter,
        chosen=tuple(name for name, value in (("encoding", encoding),) if value),
    )
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [(number, [unshield(cell) for cell in cells]) for number, cells in enumerate(records, 1)]
    except csv.Error as problem:
        raise ValidationError(
            _("The columns of this file cannot be told apart. Choose another delimiter."), code="delimiter"
        ) from problem
    _limit(rows)
    return reading, rows


def _not_text() -> ValidationError:
    return ValidationError(_("This is not a text file. Upload CSV, TSV or XLSX."), code="not_text")


def _sheet(file: BinaryIO, name: str) -> tuple[Reading, Rows]:
    # Here, so that a process which never needs it does not hold it: it is large.
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(file)  # type: ignore[arg-type]
        sheets = tuple(book.sheet_names)
        sheet = book.get_sheet_by_name(name if name in sheets else _fullest(book, sheets))
        rows = [
            (sheet_row, [_plain(cell) for cell in cells])
            for sheet_row, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)
        ]
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as problem:
        raise ValidationError(
            _("This file is damaged. Save it again with a spreadsheet program."), code="damaged"
        ) from problem
    _limit(rows)
    return Reading(format="xlsx", sheet=sheet.name, sheets=sheets), rows


def _fullest(book: Any, sheets: tuple[str, ...]) -> str:
    """The first sheet that holds more than a title; a cover sheet in front is common."""
    if not sheets:
        raise ValidationError(_("This file has no sheet."), code="empty_file")
    for name in sheets[:20]:
        if book.get_sheet_by_name(name).height > 1:
            return name
    return sheets[0]


def _plain(cell: Any) -> str:
    """As a person reads it: whole numbers without a point, dates in ISO."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _limit(rows: Rows) -> None:
    if len(rows) > guard.MAX_ROWS + 50:
        raise ValidationError(
            _("This file has more than %(limit)s rows. Split it into smaller files.")
            % {"limit": f"{guard.MAX_ROWS:,}"},
            code="too_many_rows",
        )


def _with_headings(reading: Reading, rows: Rows, chosen: dict[str, Any]) -> tuple[Reading, Rows]:
    at = int(chosen.get("heading_row") or 0) or headings.find(rows)
    heading = next((cells for number, cells in rows if number == at), None)
    if not heading or not any(c.strip() for c in heading):
        raise ValidationError(
            _("This row holds no headings. Choose the row in which the names of the columns stand."), code="heading_row"
        )
    below = [(number, cells) for number, cells in rows if number > at and any(c.strip() for c in cells)]
    if not below:
        raise ValidationError(
            _("There are no rows below the headings. Fill in at least one, and upload the file again."), code="no_rows"
        )
    width = max(len(heading), *(len(cells) for _number, cells in below))
    above = [" ".join(c for c in cells if c.strip()) for number, cells in rows if number < at]
    return (
        replace(
            reading,
            heading_row=at,
            headings=headings.unique(heading, width),
            rows=len(below),
            above=tuple(text[:200] for text in above if text)[:5],
        ),
        below,
    )
