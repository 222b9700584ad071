"""The file: a tar of manifest, dump and uploads."""

import io
import os
import shutil
import tarfile
from pathlib import Path

from .manifest import FORMAT, FileFacts, Manifest

MANIFEST, DUMP, UPLOADS = "manifest.json", "database.dump", "uploads/"


class Damaged(Exception):
    """The file is not what its manifest says, or no backup at all. Nothing was changed."""


def pack(*, target: Path, manifest: Manifest, dump: Path, uploads: Path | None) -> None:
    """Written beside and renamed: a file of this name is a whole backup. Only its owner may read it."""
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            text = manifest.to_json()
            member = tarfile.TarInfo(MANIFEST)
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text))
            tar.add(dump, DUMP)
            for name in manifest.files:
                if uploads and name.startswith(UPLOADS):
                    tar.add(uploads / name.removeprefix(UPLOADS), name)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)


def unpack(*, source: Path, folder: Path) -> Manifest:
    """Everything into the folder, each file checked against the manifest. Raises Damaged."""
    try:
        with tarfile.open(source, "r:") as tar:
            manifest = _manifest(tar)
            found = {member.name: member for member in tar if member.isfile() and member.name != MANIFEST}
            if found.keys() != manifest.files.keys():
                raise Damaged("The backup lacks files, or has some that its manifest does not know.")
            for name, facts in manifest.files.items():
                _extract(tar, found[name], folder, facts)
    except (tarfile.TarError, EOFError, UnicodeDecodeError) as error:
        raise Damaged(f"The file is no backup, or is cut off: {error}.") from error
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    try:
        first = tar.next()
        stream = tar.extractfile(first) if first and first.name == MANIFEST else None
        if not stream:
            raise Damaged("The file is no backup of Concord: it does not begin with a manifest.")
        manifest = Manifest.from_json(stream.read())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("The manifest of the backup cannot be read.") from error
    if manifest.format != FORMAT:
        raise Damaged(f"The backup has format {manifest.format}, which this version of Concord does not know.")
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, facts: FileFacts) -> None:
    target = (folder / member.name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise Damaged(f"The backup names a file outside of its folder: {member.name}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    stream = tar.extractfile(member)
    if not stream:
        raise Damaged(f"{member.name} cannot be read from the backup.")
    with target.open("wb") as file:
        shutil.copyfileobj(stream, file)
    if FileFacts.of(target) != facts:
        raise Damaged(f"{member.name} in the backup is damaged.")
