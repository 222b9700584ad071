"""What the pages show of an entry: its names by their kind, and everything else that the list says."""

from collections import defaultdict
from typing import Any

from ..enums import NameQuality, NameUse
from ..models import EntryName, ListEntry
from . import cells
from .parsing.details import LABELS

_ORDER = (NameUse.PRIMARY, NameUse.ORIGINAL, NameUse.ALIAS, NameUse.FORMER)


def entry_context(entry: ListEntry) -> dict[str, Any]:
    return {
        "entry": entry,
        "names": names_of(entry),
        "kind": entry.get_kind_display(),
        "countries": cells.places_of(entry.countries),
        "births": ", ".join(entry.birth_dates),
        "details": details_of(entry),
    }


def names_of(entry: ListEntry) -> list[EntryName]:
    """The listed one first, strong ones before weak ones."""
    return sorted(
        entry.names.all(),
        key=lambda name: (_ORDER.index(NameUse(name.use)), name.quality != NameQuality.STRONG, name.pk),
    )


def details_of(entry: ListEntry) -> list[tuple[Any, list[str]]]:
    """What belongs together below one label, in the order of the list."""
    found: dict[str, list[str]] = defaultdict(list)
    for detail in entry.details:
        found[detail["label"]].append(detail["text"])
    return [(LABELS.get(label, label), texts) for label, texts in found.items()]
