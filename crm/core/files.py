"""What may be kept as a file, told by its content and never by its name alone.

Nothing is unpacked and no image is decoded: headers and declared sizes are enough to refuse what would hurt.
"""

import hashlib
import re
import secrets
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from .errors import TooLarge
from .images import Dimensions, gif_size, jpeg_size, png_size, webp_size
from .models import StoredFile

MAX_NAME = 150
MAX_UNPACKED_BYTES = 300_000_000
MAX_DIRECTORY_BYTES = 1_000_000
MAX_SIDE = 20_000
MAX_PIXELS = 120_000_000

# An office file with one of these inside runs programs, whatever its name says.
_MACROS = re.compile(r"vbaProject\.bin$|/activeX/|\.(?:exe|dll|js|vbs|bat|ps1)$", re.IGNORECASE)
# A name that carries such an ending before its last one is made to deceive.
_HARMFUL_ENDINGS = frozenset(
    [
        "app",
        "bat",
        "bin",
        "cmd",
        "com",
        "cpl",
        "dll",
        "docm",
        "exe",
        "hta",
        "htm",
        "html",
        "jar",
        "js",
        "jse",
        "lnk",
        "msi",
        "php",
        "ps1",
        "py",
        "scr",
        "sh",
        "svg",
        "vbe",
        "vbs",
        "wsf",
        "xlsm",
    ]
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that passed: its tidy name, its true type, size and SHA-256."""

    filename: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileType:
    """`fits` reads the beginning, and more where it must; it may raise ValidationError with a better sentence."""

    content_type: str
    fits: Callable[[BinaryIO], bool]


def check(upload: File, *, max_bytes: int | None = None) -> CheckedFile:
    """Everything that is asked of a file before it is kept. Raises TooLarge, or ValidationError with its code."""
    limit = max_bytes or settings.MAX_DOCUMENT_BYTES
    if upload.size > limit:
        raise TooLarge(
            _("This file has %(size)s MB. A file may have %(limit)s MB at most.")
            % {"size": _megabytes(upload.size), "limit": _megabytes(limit)}
        )
    if not upload.size:
        raise ValidationError(_("This file is empty."), code="empty_file")
    filename = tidy_name(upload.name or "")
    kind = TYPES[filename.rpartition(".")[2].lower()]
    content = cast(BinaryIO, upload)
    content.seek(0)
    if not kind.fits(content):
        raise ValidationError(
            _("The content of this file is not what its name says. Save it again in its own format."),
            code="content_mismatch",
        )
    return CheckedFile(filename, kind.content_type, upload.size, _sha256(content))


def keep(record: StoredFile, *, upload: File, checked: CheckedFile) -> None:
    """Put the file into the storage under a random name, and what is known of it on the unsaved record."""
    upload.seek(0)
    record.filename, record.content_type = checked.filename, checked.content_type
    record.size, record.sha256 = checked.size, checked.sha256
    record.file.save(secrets.token_hex(16), upload, save=False)


def tidy_name(name: str) -> str:
    """The name as it is shown and downloaded. Refuses paths, unknown endings and names that deceive."""
    plain = unicodedata.normalize("NFC", name).strip()
    if re.search(r"[/\\]|^\.+$|^[A-Za-z]:", plain) or any(unicodedata.category(c) in ("Cc", "Cf") for c in plain):
        raise ValidationError(_("The name of this file is not a plain name. Rename it."), code="file_name")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem or ending.lower() not in TYPES:
        raise ValidationError(
            _("Files of this kind are not kept here. Possible are %(endings)s.") % {"endings": ", ".join(TYPES)},
            code="file_type",
        )
    if _HARMFUL_ENDINGS & {part.lower().strip() for part in stem.split(".")[1:]}:
        raise ValidationError(_("This file has two endings, one of a program. Rename it."), code="double_ending")
    return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}"


def _sha256(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _starts_with(*beginnings: bytes) -> Callable[[BinaryIO], bool]:
    def fits(file: BinaryIO) -> bool:
        head = file.read(1024)
        return any(head.startswith(beginning) for beginning in beginnings)

    return fits


def _is_pdf(file: BinaryIO) -> bool:
    """Readers accept the mark anywhere in the first kilobyte."""
    return b"%PDF-" in file.read(1024)


def _is_text(file: BinaryIO) -> bool:
    """No zero bytes, unless it says that it is UTF-16."""
    head = file.read(2)
    if head in (b"\xff\xfe", b"\xfe\xff"):
        return True
    file.seek(0)
    while chunk := file.read(1 << 20):
        if b"\x00" in chunk:
            return False
    return True


def _image(size_of: Callable[[BinaryIO], Dimensions | None]) -> Callable[[BinaryIO], bool]:
    def fits(file: BinaryIO) -> bool:
        found = size_of(file)
        if found is None:
            return False
        width, height = found
        if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
            raise ValidationError(
                _("This image has %(width)s by %(height)s points, which is too many. Make it smaller.")
                % {"width": width, "height": height},
                code="image_too_large",
            )
        return min(width, height) > 0

    return fits


def _office(*members: str, mimetype: str = "") -> Callable[[BinaryIO], bool]:
    """A ZIP that holds these parts; what it would unpack to is summed from its own directory."""

    def fits(file: BinaryIO) -> bool:
        head = file.read(8)
        if head == _OLE:
            raise ValidationError(
                _("This file is protected by a password. Save it without one."), code="password_protected"
            )
        if not head.startswith(b"PK\x03\x04"):
            return False
        names = _unpackable(file)
        if any(_MACROS.search(name) for name in names):
            raise ValidationError(_("This file contains macros or programs. Save it without them."), code="macros")
        if mimetype:
            return "mimetype" in names and _mimetype(file) == mimetype
        return all(any(name.startswith(member) for name in names) for member in members)

    return fits


def _unpackable(file: BinaryIO) -> list[str]:
    """The names inside a ZIP whose directory is modest and whose content is of a bearable size."""
    if not _modest_directory(file):
        raise _bomb()
    try:
        entries = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise ValidationError(_("This file is damaged and cannot be opened."), code="damaged") from problem
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _bomb()
    return [entry.filename for entry in entries]


def _bomb() -> ValidationError:
    return ValidationError(
        _("Unpacked, this file would be far too large. Split it, or take large pictures out of it."), code="zip_bomb"
    )


def _modest_directory(file: BinaryIO) -> bool:
    """Reads the end of the ZIP as zipfile does, so that a directory of a million entries is never loaded."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    file.seek(0)
    if end < 0 or b"PK\x06\x07" in tail[max(0, end - 20) : end]:
        return end < 0  # without an end it is damaged, and zipfile says so; ZIP64 is for what is too large anyway
    return int.from_bytes(tail[end + 12 : end + 16], "little") <= MAX_DIRECTORY_BYTES


def _mimetype(file: BinaryIO) -> str:
    with zipfile.ZipFile(file).open("mimetype") as part:
        return part.read(100).decode("ascii", "replace").strip()


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
TYPES: dict[str, FileType] = {
    "pdf": FileType("application/pdf", _is_pdf),
    "docx": FileType(f"{_OOXML}.wordprocessingml.document", _office("[Content_Types].xml", "word/")),
    "xlsx": FileType(f"{_OOXML}.spreadsheetml.sheet", _office("[Content_Types].xml", "xl/")),
    "pptx": FileType(f"{_OOXML}.presentationml.presentation", _office("[Content_Types].xml", "ppt/")),
    "odt": FileType(f"{_ODF}.text", _office(mimetype=f"{_ODF}.text")),
    "ods": FileType(f"{_ODF}.spreadsheet", _office(mimetype=f"{_ODF}.spreadsheet")),
    "odp": FileType(f"{_ODF}.presentation", _office(mimetype=f"{_ODF}.presentation")),
    "doc": FileType("application/msword", _starts_with(_OLE)),
    "xls": FileType("application/vnd.ms-excel", _starts_with(_OLE)),
    "ppt": FileType("application/vnd.ms-powerpoint", _starts_with(_OLE)),
    "msg": FileType("application/vnd.ms-outlook", _starts_with(_OLE)),
    "rtf": FileType("application/rtf", _starts_with(b"{\\rtf")),
    "txt": FileType("text/plain", _is_text),
    "csv": FileType("text/csv", _is_text),
    "md": FileType("text/markdown", _is_text),
    "eml": FileType("message/rfc822", _is_text),
    "ics": FileType("text/calendar", _starts_with(b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR")),
    "png": FileType("image/png", _image(png_size)),
    "jpg": FileType("image/jpeg", _image(jpeg_size)),
    "jpeg": FileType("image/jpeg", _image(jpeg_size)),
    "gif": FileType("image/gif", _image(gif_size)),
    "webp": FileType("image/webp", _image(webp_size)),
}
# For a file field's `accept`: what the browser offers first.
ACCEPT = ",".join(f".{ending}" for ending in TYPES)
