"""Back up and restore, whole."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connections, transaction

from . import archive, dump, origin
from .archive import DUMP, UPLOADS
from .manifest import FileFacts, Manifest, table_facts

# Within the uploads, so that moving in and out stays on one disk.
UNFINISHED = ".restore-"


class NotEmpty(Exception):
    """There is something that a restore would replace."""


def back_up(*, target: Path, at: datetime, using: str = "default") -> Manifest:
    """Tables and dump come from one snapshot, so that they agree while people go on working."""
    connection = connections[using]
    uploads = uploads_folder()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as work:
        file = Path(work) / DUMP
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
            cursor.execute("select pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            tables = table_facts(connection)
            migrations = origin.applied(connection)
            dump.dump(connection=connection, snapshot=snapshot, target=file)
        copied = _copy(uploads, Path(work) / "uploads") if uploads else None
        manifest = Manifest(
            made_at=at.isoformat(),
            tables=tables,
            files={DUMP: FileFacts.of(file), **_files(copied)},
            with_uploads=copied is not None,
            server=origin.server_version(connection),
            migrations=migrations,
        )
        archive.pack(target=target, manifest=manifest, dump=file, uploads=copied)
    return manifest


def restore(*, source: Path, replace: bool, using: str = "default") -> Manifest:
    """Checks everything first. Raises NotEmpty or Damaged, and then nothing has changed."""
    connection = connections[using]
    uploads = uploads_folder()
    if not replace and connection.introspection.table_names():
        raise NotEmpty
    with tempfile.TemporaryDirectory(dir=uploads, prefix=UNFINISHED) as work:
        manifest = archive.unpack(source=source, folder=Path(work))
        origin.require_known(manifest, connection)
        connection.close()
        dump.load(connection=connection, source=Path(work) / DUMP, manifest=manifest)
        if uploads and manifest.with_uploads:
            _put_in_place(Path(work) / "uploads", uploads)
    return manifest


def uploads_folder() -> Path | None:
    """Where the uploads are when they are on a disk of ours."""
    if not isinstance(default_storage, FileSystemStorage):
        return None
    folder = Path(default_storage.location)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _copy(uploads: Path, target: Path) -> Path:
    """Hard links where the disk allows: an upload is never changed, so what may still happen to it is its removal."""
    unfinished = shutil.ignore_patterns(f"{UNFINISHED}*")
    shutil.copytree(uploads, target, copy_function=_link_or_copy, ignore=unfinished)
    return target


def _link_or_copy(source: str, target: str) -> None:
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _files(folder: Path | None) -> dict[str, FileFacts]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    return {UPLOADS + path.relative_to(folder).as_posix(): FileFacts.of(path) for path in paths if folder}


def _put_in_place(restored: Path, uploads: Path) -> None:
    """Entry by entry, since the folder itself may be the root of a volume; the former ones go with the work folder."""
    restored.mkdir(exist_ok=True)
    former = restored.with_name("former")
    former.mkdir()
    for entry in list(uploads.iterdir()):
        if not entry.name.startswith(UNFINISHED):
            entry.rename(former / entry.name)
    for entry in list(restored.iterdir()):
        entry.rename(uploads / entry.name)
