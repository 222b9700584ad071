"""What is wrong with the catalogues, one sentence each. None: every reader gets every word in their language."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from . import files, python_source, sources, template_source
from .message import Messages

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# Style guide and API description speak to those who build; names and abbreviations are the same everywhere.
_ENGLISH_BY_DESIGN = re.compile(r"(^|/)(_?styleguide|api/)")
_SAME_EVERYWHERE = {"Concord", "· Concord", "CSV", "XLSX", "Excel", "PDF", "API", "USD", "SHA-256"}


def of_catalogues(root: Path, languages: list[str]) -> Iterator[str]:
    """Missing, unfinished, contradicting or uncompiled translations."""
    messages = sources.messages(root)
    for language in languages:
        path = files.path_of(root, language)
        if not path.exists():
            yield f"{language}: there is no catalogue"
            continue
        catalog = files.read(root, language)
        yield from (f"{language}: {complaint}" for complaint in of_entries(catalog, messages))
        whole = files.updated(catalog, messages, language)
        if files.as_text(whole) != path.read_bytes():
            yield f"{language}: {path.name} is not what the tool writes from these sources"
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != files.compiled(whole):
            yield f"{language}: {compiled.name} is older than {path.name}"


def of_entries(catalog: Catalog, messages: Messages) -> Iterator[str]:
    for key, message in messages.items():
        entry = catalog.get(key.singular, key.context or None)
        where = f"{key} of {min(message.files)}"
        if entry is None or not any(_forms(entry, catalog)):
            yield f"{where} is not translated"
        elif entry.fuzzy:
            yield f"{where} is only guessed (fuzzy)"
        elif bool(message.plural) != entry.pluralizable or not all(_forms(entry, catalog)):
            yield f"{where} lacks a plural form"
        else:
            yield from (f"{where}: {problem}" for problem in _of_placeholders(entry))


def _forms(entry: Entry, catalog: Catalog) -> tuple[str, ...]:
    strings = _texts(entry.string)
    return strings if isinstance(entry.string, str) else (*strings, *[""] * (catalog.num_plurals - len(strings)))


def _texts(said: object) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said) if isinstance(said, tuple | list) else ()


def _of_placeholders(entry: Entry) -> Iterator[str]:
    """A form may leave out what its singular leaves out ("one task"), but never invent a value that nobody gives."""
    ids, strings = _texts(entry.id), _texts(entry.string)
    needed = set(_PLACEHOLDER.findall(ids[-1]))
    known = needed.union(*map(_PLACEHOLDER.findall, ids))
    for text in strings:
        if unknown := set(_PLACEHOLDER.findall(text)) - known:
            yield f"{text!r} has placeholders that the source has not: {', '.join(sorted(unknown))}"
    if lost := needed - set(_PLACEHOLDER.findall(strings[-1])):
        yield f"{strings[-1]!r} has lost {', '.join(sorted(lost))}"


def of_markings(root: Path) -> Iterator[str]:
    """Words that no translator ever sees."""
    for path in sources.template_files(root):
        name = path.relative_to(root / "templates").as_posix()
        if not _ENGLISH_BY_DESIGN.search(name):
            bare = template_source.bare_words(path.read_text(encoding="utf-8"))
            yield from (f"templates/{name}: {text!r} stands outside of translate" for text in bare if _read(text))
    for path in sources.python_files(root):
        name = path.relative_to(root).as_posix()
        if not _ENGLISH_BY_DESIGN.search(name):
            unmarked = python_source.unmarked(path.read_text(encoding="utf-8"))
            yield from (f"{name}, line {line}: {text!r} stands outside of gettext" for line, text in unmarked)


def _read(text: str) -> bool:
    return text.replace(template_source.HOLE, "").strip() not in _SAME_EVERYWHERE
