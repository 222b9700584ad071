"""OFAC's SDN list, XML (the schema of SDN.XML)."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_lazy as _

from ...enums import NameQuality, NameUse
from . import dates, details, places, registers
from .broken import BrokenFile, FileFacts
from .listed import Detail, Identifier, ListedName, ListedParty, distinct, once
from .ofac_names import KINDS, USES
from .texts import spelled, tidy
from .xml_stream import Records

_PUBLISHED, _ENTRY = "publshInformation", "sdnEntry"
_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
_SHIP = ("callSign", "vesselType", "vesselFlag", "vesselOwner", "tonnage", "grossRegisteredTonnage")


def read(file: BinaryIO, facts: FileFacts) -> Iterator[ListedParty]:
    records = Records("sdnList", frozenset({_PUBLISHED, _ENTRY}), lambda _root: None)
    for line, element in records.read(file):
        if element.tag == _PUBLISHED:
            _published(element, facts)
        else:
            yield _party(element, line)


def _published(element: Element, facts: FileFacts) -> None:
    """The date is American, month first; the count tells a file that is cut off."""
    month, _slash, rest = tidy(element.findtext("Publish_Date")).partition("/")
    day, _slash, year = rest.partition("/")
    facts.list_date = dates.day(f"{year}-{month}-{day}")
    count = tidy(element.findtext("Record_Count"))
    facts.announced = int(count) if count.isdigit() else None


def _party(element: Element, line: int) -> ListedParty:
    uid, sort = tidy(element.findtext("uid")), tidy(element.findtext("sdnType")).lower()
    if not uid or not _full_name(element) or sort not in KINDS:
        raise BrokenFile(f"line {line}, <{_ENTRY}>", _("An entry has no number, no name or an unknown kind."))
    return ListedParty(
        uid=uid[:80],
        kind=KINDS[sort],
        names=once(_names(element)),
        program=", ".join(tidy(each.text) for each in element.iterfind("programList/program"))[:250],
        reference=uid[:120],
        countries=distinct(map(places.code, _countries(element))),
        birth_dates=distinct(date for text in _births(element) for date in dates.births(text)),
        identifiers=tuple(dict.fromkeys(_identifiers(element))),
        details=tuple(dict.fromkeys(_details(element))),
    )


def _full_name(element: Element) -> tuple[str, ...]:
    return tuple(part for name in ("firstName", "lastName") if (part := tidy(element.findtext(name))))


def _names(element: Element) -> Iterator[ListedName]:
    parts = _full_name(element)
    yield from spelled(" ".join(parts), NameUse.PRIMARY, parts=parts)
    for each in element.iterfind("akaList/aka"):
        parts = _full_name(each)
        weak = tidy(each.findtext("category")).lower() == "weak"
        use = USES.get(tidy(each.findtext("type")).lower(), NameUse.ALIAS)
        yield from spelled(" ".join(parts), use, NameQuality.WEAK if weak else NameQuality.STRONG, parts)


def _countries(element: Element) -> Iterator[str]:
    for path in ("nationalityList/nationality", "citizenshipList/citizenship", "addressList/address"):
        yield from (tidy(each.findtext("country")) for each in element.iterfind(path))
    for place in element.iterfind("placeOfBirthList/placeOfBirthItem/placeOfBirth"):
        yield tidy(place.text).rpartition(", ")[2]
    yield tidy(element.findtext("vesselInfo/vesselFlag"))


def _births(element: Element) -> list[str]:
    return [tidy(each.text) for each in element.iterfind("dateOfBirthList/dateOfBirthItem/dateOfBirth")]


def _identifiers(element: Element) -> Iterator[Identifier]:
    for each in element.iterfind("idList/id"):
        words, number, country = (tidy(each.findtext(name)) for name in ("idType", "idNumber", "idCountry"))
        if found := registers.identifier(words, number, places.code(country)):
            yield found
    if sign := tidy(element.findtext("vesselInfo/callSign")):
        yield Identifier("callsign", sign)


def _details(element: Element) -> Iterator[Detail]:
    for label, path in (
        (details.TITLE, "title"),
        (details.BIRTH_PLACE, "placeOfBirthList/placeOfBirthItem/placeOfBirth"),
        (details.BIRTH_DATE, "dateOfBirthList/dateOfBirthItem/dateOfBirth"),
        (details.REMARKS, "remarks"),
    ):
        yield from (Detail(label, text) for each in element.iterfind(path) if (text := tidy(each.text)))
    for label, path, names in (
        (details.ADDRESS, "addressList/address", _ADDRESS),
        (details.DOCUMENT, "idList/id", ("idType", "idNumber", "idCountry")),
        (details.SHIP, "vesselInfo", _SHIP),
    ):
        for each in element.iterfind(path):
            if text := ", ".join(text for name in names if (text := tidy(each.findtext(name)))):
                yield Detail(label, text)
