"""The file of a run: kept once, read again for each step."""

import hashlib
import re
import secrets
import unicodedata
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from crm.core.errors import TooLarge

from ..models import ImportRun
from ..reading import encodings, table

TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ACCEPT = ",".join(f".{ending}" for ending in TYPES)


def check_size(upload: Any) -> None:
    if upload.size > settings.MAX_IMPORT_BYTES:
        raise TooLarge(
            _("This file has %(size)s MB. A file to import may have %(limit)s MB at most: split it.")
            % {"size": upload.size // 1_000_000, "limit": settings.MAX_IMPORT_BYTES // 1_000_000}
        )
    if not upload.size:
        raise ValidationError(_("This file is empty."), code="empty_file")


def clean_name(name: str) -> str:
    """The last part of what may be a path, without what deceives the eye. Raises ValidationError for other kinds."""
    plain = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf")).strip(" .")
    stem, _dot, ending = plain.rpartition(".")
    if ending.lower() not in TYPES or not stem:
        raise ValidationError(_("Upload a CSV, TSV or XLSX file."), code="file_type")
    return f"{stem[:150]}.{ending.lower()}"


def keep(*, run: ImportRun, upload: Any) -> None:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    run.sha256, run.size = digest.hexdigest(), upload.size
    run.content_type = TYPES[run.filename.rpartition(".")[2]]
    upload.seek(0)
    run.file.save(secrets.token_hex(16), File(upload), save=False)


def rows(run: ImportRun) -> table.Rows:
    """Read again as it was read when the person looked at it."""
    with run.file.open("rb") as file:
        return table.read(file, **chosen(run.reading))[1]


def chosen(reading: dict[str, Any]) -> dict[str, Any]:
    return {name: reading[name] for name in ("encoding", "delimiter", "sheet", "heading_row") if reading.get(name)}


def readings(run: ImportRun) -> dict[str, str]:
    """Where several encodings fit: the first line that they read differently, in each, the proposed one first."""
    others = run.reading.get("other_encodings") or ()
    if not others or run.reading["chosen"]:
        return {}
    with run.file.open("rb") as file:
        return encodings.compared(file.read(encodings.SAMPLE), [run.reading["encoding"], *others])
