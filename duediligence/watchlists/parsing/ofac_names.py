"""Names as OFAC writes them: "CRUZ, Juan M. de la" of people, and what stands in quotes."""

from collections.abc import Iterator

from ...enums import EntryKind, NameQuality, NameUse
from .listed import ListedName
from .texts import spelled, tidy

KINDS = {
    "individual": EntryKind.PERSON,
    "entity": EntryKind.ORGANISATION,
    "": EntryKind.ORGANISATION,
    "vessel": EntryKind.VESSEL,
    "aircraft": EntryKind.AIRCRAFT,
}
USES = {"aka": NameUse.ALIAS, "a.k.a.": NameUse.ALIAS, "nka": NameUse.ALIAS, "n.k.a.": NameUse.ALIAS}
USES |= {"fka": NameUse.FORMER, "f.k.a.": NameUse.FORMER}


def named(text: str, kind: str, use: str = NameUse.PRIMARY, quality: str = NameQuality.STRONG) -> Iterator[ListedName]:
    """People's names in the order in which they are spoken."""
    last, comma, first = tidy(text).partition(", ")
    if kind == EntryKind.PERSON and comma:
        yield from spelled(f"{first} {last}", use, quality, (first, last))
    else:
        yield from spelled(tidy(text), use, quality)
