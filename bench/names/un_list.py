"""Reads the United Nations list as parties, one entry at a time."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def entries(path: Path, tag: str = "INDIVIDUAL") -> Iterator[ElementTree.Element]:
    for _, element in ElementTree.iterparse(path):
        if element.tag == tag:
            yield element
            element.clear()


def names(entry: ElementTree.Element) -> Iterator[tuple[str, bool]]:
    """Each name, and whether the list calls it a good one."""
    whole = " ".join(filter(None, (_text(entry, part) for part in _NAME_PARTS)))
    if whole:
        yield whole, True
    if original := _text(entry, "NAME_ORIGINAL_SCRIPT"):
        yield original, True
    for alias in entry.iterfind(f"{entry.tag}_ALIAS"):
        if name := _text(alias, "ALIAS_NAME"):
            yield name, _text(alias, "QUALITY") in {"Good", "a.k.a.", ""}


def birth_dates(entry: ElementTree.Element) -> Iterator[str]:
    for born in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        if date := _text(born, "DATE"):
            yield date[:10]
        elif year := _text(born, "YEAR"):
            yield year
        elif first := _text(born, "FROM_YEAR"):
            last = int(_text(born, "TO_YEAR") or first)
            yield from map(str, range(int(first), last + 1))


def _text(element: ElementTree.Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())
