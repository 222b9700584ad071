"""CSV as Excel reads it without asking: UTF-8 with its mark, commas, CRLF."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from .shield import shield

_CHUNK = 1000
_WORDS: dict[type, Callable[[Any], Any]] = {
    str: shield,
    type(None): lambda _nothing: "",
    datetime: lambda moment: moment.isoformat(timespec="seconds"),
    date: lambda day: day.isoformat(),
}


def csv_rows(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Chunks of the file. Numbers are written as they are, text shielded, an empty cell for None."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([shield(heading) for heading in headings])
    yield b"\xef\xbb\xbf" + _taken(buffer)
    source = iter(rows)
    while batch := list(islice(source, _CHUNK)):
        writer.writerows(map(_row, batch))
        yield _taken(buffer)


def _row(row: Sequence[Any]) -> list[Any]:
    """Text that begins with a letter or digit, nearly all of it, needs no further look."""
    return [value if type(value) is str and value[:1].isalnum() else _cell(value) for value in row]


def _cell(value: Any) -> Any:
    words = _WORDS.get(type(value))
    if words is not None:
        return words(value)
    return shield(str(value)) if isinstance(value, str) else value


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
