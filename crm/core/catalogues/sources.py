"""Where the messages of this project stand."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from . import python_source, template_source
from .message import Key, Messages, gathered

# The demo organisation is data, and commands speak to the operator: neither is read by the people of an office.
_SILENT = {"migrations", "demo", "commands", "catalogues", "embedded"}


def python_files(root: Path) -> list[Path]:
    """The code whose words people read, in a lasting order."""
    found = (path for package in settings.FIRST_PARTY for path in (root / package).rglob("*.py"))
    return sorted(path for path in found if _SILENT.isdisjoint(path.relative_to(root).parts))


def template_files(root: Path) -> list[Path]:
    return sorted(path for ending in ("html", "txt") for path in (root / "templates").rglob(f"*.{ending}"))


def messages(root: Path) -> Messages:
    """Every message of code and templates. Raises `SyntaxError` with the file where one cannot be read."""
    return gathered(_found(root))


def _found(root: Path) -> Iterator[tuple[Key, str, str]]:
    readers = ((python_files(root), python_source.messages_of), (template_files(root), template_source.messages_of))
    for files, read in readers:
        for path in files:
            name = path.relative_to(root).as_posix()
            try:
                yield from ((key, plural, name) for key, plural in read(path.read_text(encoding="utf-8")))
            except python_source.Unreadable as error:
                raise SyntaxError(f"{name}, {error}") from error
