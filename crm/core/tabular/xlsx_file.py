"""XLSX in constant memory, text always as text: the fast writer, or the portable one where it has no wheel."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

try:
    from rustpy_xlsxwriter import write_worksheet
except ImportError:  # no wheel for this machine
    write_worksheet = None  # type: ignore[assignment]

# What a cell holds at most, and what a sheet holds at most, heading included.
MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_576


def write_xlsx(target: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str = "Concord") -> None:
    """Write a workbook of one sheet to the path `target`; the headings must differ from each other."""
    writer = _fast if write_worksheet else _portable  # type: ignore[truthy-function]
    writer(target, list(headings), rows, sheet)


def _fast(target: str, headings: list[str], rows: Iterable[Sequence[Any]], sheet: str) -> None:
    write_worksheet(
        _records(headings, rows),
        target,
        sheet,
        freeze_row=1,
        bold_headers=True,
        datetime_format="yyyy-mm-dd hh:mm",
        column_width=22,
    )


def _records(headings: list[str], rows: Iterable[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    empty = True
    for row in rows:
        empty = False
        yield dict(zip(headings, map(_cell, row), strict=True))
    if empty:  # the headings come from the first record
        yield dict.fromkeys(headings)


def _portable(target: str, headings: list[str], rows: Iterable[Sequence[Any]], sheet: str) -> None:
    # Here, so that a process which never needs it does not hold it: it is large.
    import xlsxwriter

    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True})
        formats = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            None: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        page.freeze_panes(1, 0)
        page.set_column(0, len(headings) - 1, 22)
        for column, heading in enumerate(headings):
            page.write_string(0, column, heading, bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(map(_cell, row)):
                _write(page, line, column, value, formats)


def _write(page: Any, line: int, column: int, value: Any, formats: dict[Any, Any]) -> None:
    if isinstance(value, str):
        page.write_string(line, column, value)
    elif isinstance(value, bool):
        page.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        page.write_number(line, column, value)
    elif value is not None:
        page.write_datetime(line, column, value, formats.get(type(value), formats[None]))


def _cell(value: Any) -> Any:
    if type(value) is str:
        return value if len(value) <= MOST_CHARACTERS else value[: MOST_CHARACTERS - 1] + "…"
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    return str(value) if isinstance(value, str) else value
