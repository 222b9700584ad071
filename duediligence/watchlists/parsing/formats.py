"""One reader a format; all yield ListedParty and raise BrokenFile."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from ...enums import ListFormat
from . import ofac_csv, ofac_xml, opensanctions, own_table, un_xml
from .broken import BrokenFile, FileFacts
from .listed import ListedParty

READERS: dict[str, Callable[[BinaryIO, FileFacts], Iterator[ListedParty]]] = {
    ListFormat.UN_XML: un_xml.read,
    ListFormat.OFAC_XML: ofac_xml.read,
    ListFormat.OFAC_CSV: ofac_csv.read,
    ListFormat.OPENSANCTIONS_CSV: opensanctions.read,
    ListFormat.CSV: own_table.read,
}


def read(file_format: str, file: BinaryIO, facts: FileFacts) -> Iterator[ListedParty]:
    """Each entry once. Raises BrokenFile, also where a file holds none or not as many as it announces."""
    seen: set[str] = set()
    for party in READERS[file_format](file, facts):
        if party.uid in seen:
            raise BrokenFile(party.uid, _("Two entries have this number. A number must stand for one entry."))
        seen.add(party.uid)
        yield party
    if not seen:
        raise BrokenFile("file", _("There is no entry in this file."))
    if facts.announced is not None and facts.announced != len(seen):
        sentence = _("The file announces %(announced)s entries and holds %(found)s. It is probably cut off.")
        raise BrokenFile("file", sentence % {"announced": facts.announced, "found": len(seen)})
