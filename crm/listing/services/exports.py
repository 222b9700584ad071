"""Taking rows out of Concord as a file: small ones at once, large ones in the background. Each is kept on record."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from crm.accounts.models import User
from crm.audit import recorder
from crm.core.tabular import csv_rows, write_xlsx
from crm.jobs.services import jobs

from ..enums import FileFormat
from ..models import Export

# More rows than this are written in the background.
MOST_AT_ONCE = 10_000
JOB = "export"
CONTENT_TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Rows:
    """What goes into the file."""

    headings: Sequence[str]
    values: Iterable[Sequence[Any]]


@dataclass(frozen=True)
class Written:
    path: Path
    rows: int
    sha256: str


def write_file(*, rows: Rows, file_format: str, folder: str, told: Callable[[int], None] | None = None) -> Written:
    """Write the file into `folder`, row by row; `told(n)` hears how many are written."""
    target = Path(folder) / f"export.{file_format}"
    counted = _Counted(rows.values, told)
    if file_format == FileFormat.XLSX:
        write_xlsx(str(target), rows.headings, counted)
    else:
        with target.open("wb") as file:
            file.writelines(csv_rows(rows.headings, counted))
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(target, counted.number, digest)


class _Counted:
    """Passes rows on and counts them."""

    def __init__(self, rows: Iterable[Sequence[Any]], told: Callable[[int], None] | None) -> None:
        self._rows, self._told, self.number = rows, told, 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.number += 1
            if self._told and self.number % 1000 == 0:
                self._told(self.number)
            yield row


@transaction.atomic
def record_download(*, by: User, what: str, file_format: str, query: str, written: Written) -> Export:
    """Keep that a small file was made and handed over; the file itself is not kept."""
    export = Export.objects.create(
        what=what, format=file_format, parameters={"query": query}, by=by, rows=written.rows, sha256=written.sha256
    )
    return _recorded(export, by)


@transaction.atomic
def request_export(
    *, by: User, what: str, file_format: str, query: str, path_of: Callable[[Export], str] = lambda _export: ""
) -> Export:
    """Have the file written in the background; `path_of(export)` is where its reader finds it."""
    export = Export.objects.create(what=what, format=file_format, parameters={"query": query}, by=by)
    export.job = jobs.start(kind=JOB, arguments={"export": export.pk}, by=by, path=path_of(export))
    export.save(update_fields=["job"])
    return _recorded(export, by)


def keep_file(*, export: Export, written: Written) -> None:
    """Put the written file where the download finds it; a second run after a kill replaces what the first one left."""
    export.rows, export.sha256 = written.rows, written.sha256
    with written.path.open("rb") as file:
        export.file.save(f"{export.what}-{export.pk}.{export.format}", File(file), save=False)
    export.save(update_fields=["file", "rows", "sha256"])


def forget_files(*, before: datetime) -> int:
    """Delete the files of older exports; who took out what, and when, stays on record."""
    old = Export.objects.filter(created_at__lt=before).exclude(file="")
    for export in old.iterator():
        export.file.delete(save=False)
        Export.objects.filter(pk=export.pk).update(file="")
    return Export.objects.filter(created_at__lt=before, file="").count()


def folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="concord-export-")


def _recorded(export: Export, by: User) -> Export:
    after = {"what": export.what, "format": export.format, "rows": export.rows, **export.parameters}
    recorder.record(verb="export.requested" if export.job_id else "export.made", subject=export, by=by, after=after)
    return export
