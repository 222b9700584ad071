"""Catalogues on disk: sorted, without dates and line numbers, so that a difference shows what changed and no more."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .message import Key, Messages

SOURCE_LANGUAGE = "en"


class SteadyCatalog(Catalog):
    """Written twice, it is the same twice: Babel's own header says when it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def path_of(root: Path, language: str, ending: str = "po") -> Path:
    return root / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def read(root: Path, language: str) -> Catalog:
    """The catalogue of a language, empty where there is none yet."""
    path = path_of(root, language)
    if not path.exists():
        return SteadyCatalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def updated(catalog: Catalog, messages: Messages, language: str) -> Catalog:
    """What the sources say now with the translations there are. What the sources say no more is dropped."""
    fresh = SteadyCatalog(locale=language, header_comment=f"# Concord in {language}.")
    for key, message in messages.items():
        ident: str | tuple[str, str] = (key.singular, message.plural) if message.plural else key.singular
        known = catalog.get(key.singular, key.context or None)
        fresh.add(
            ident,
            string=ident if language == SOURCE_LANGUAGE else _kept(known, bool(message.plural)),
            locations=[(file, 0) for file in sorted(message.files)],
            user_comments=known.user_comments if known else (),
            flags=known.flags & {"fuzzy"} if known else (),
            context=key.context or None,
        )
    return fresh


def _kept(known: Entry | None, plural: bool) -> str | tuple[str, ...]:
    """A translation with one form is no translation of a message that has two by now."""
    match known.string if known else None:
        case str(text) if not plural:
            return text
        case (str(), *_) as texts if plural:
            return tuple(texts)
    return () if plural else ""


def as_text(catalog: Catalog) -> bytes:
    """The .po: what people edit."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The .mo: what the site reads."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def write(root: Path, language: str, catalog: Catalog) -> None:
    path = path_of(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_text(catalog))
    path.with_suffix(".mo").write_bytes(compiled(catalog))


def key_of(entry: Entry) -> Key:
    singular = entry.id if isinstance(entry.id, str) else entry.id[0]
    return Key(singular, entry.context or "")
