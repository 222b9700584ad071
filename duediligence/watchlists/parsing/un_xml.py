"""The consolidated list of the United Nations Security Council, XML."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_lazy as _

from ...enums import EntryKind, NameQuality, NameUse
from . import dates, details, places
from .broken import BrokenFile, FileFacts
from .listed import Detail, Identifier, ListedName, ListedParty, distinct, once
from .texts import several, spelled, tidy
from .xml_stream import Records

_KINDS = {"INDIVIDUAL": EntryKind.PERSON, "ENTITY": EntryKind.ORGANISATION}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_FORMER = "f.k.a."
_WEAK = "Low"
_ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
_DOCUMENT = ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "NOTE")
_EXACT, _PLAIN = "EXACT", {"APPROXIMATELY": "approximately", "BETWEEN": "between"}
_PASSPORT = ("passport", "passeport", "pasaporte")


def read(file: BinaryIO, facts: FileFacts) -> Iterator[ListedParty]:
    def heed(root: dict[str, str]) -> None:
        facts.list_date = dates.day(root.get("dateGenerated", ""))

    for line, element in Records("CONSOLIDATED_LIST", frozenset(_KINDS), heed).read(file):
        yield _party(element, line)


def _party(element: Element, line: int) -> ListedParty:
    uid = tidy(element.findtext("DATAID"))
    parts = tuple(part for name in _NAME_PARTS if (part := tidy(element.findtext(name))))
    if not uid or not parts:
        raise BrokenFile(f"line {line}, <{element.tag}>", _("An entry has no number (DATAID) or no name (FIRST_NAME)."))
    return ListedParty(
        uid=uid[:80],
        kind=_KINDS[element.tag],
        names=once(_names(element, parts)),
        program=tidy(element.findtext("UN_LIST_TYPE"))[:250],
        reference=tidy(element.findtext("REFERENCE_NUMBER"))[:120],
        countries=distinct(map(places.code, _countries(element))),
        birth_dates=distinct(_births(element)),
        identifiers=tuple(dict.fromkeys(_documents(element))),
        details=tuple(dict.fromkeys(_details(element))),
        listed_on=dates.day(tidy(element.findtext("LISTED_ON"))),
    )


def _names(element: Element, parts: tuple[str, ...]) -> Iterator[ListedName]:
    yield from spelled(" ".join(parts), NameUse.PRIMARY, parts=parts)
    for text in several(element.findtext("NAME_ORIGINAL_SCRIPT") or ""):
        yield from spelled(text, NameUse.ORIGINAL)
    for alias in _each(element, "ALIAS"):
        said = tidy(alias.findtext("QUALITY"))
        use = NameUse.FORMER if said == _FORMER else NameUse.ALIAS
        for text in several(alias.findtext("ALIAS_NAME") or ""):
            yield from spelled(text, use, NameQuality.WEAK if said == _WEAK else NameQuality.STRONG)


def _each(element: Element, what: str) -> list[Element]:
    return element.findall(f"{element.tag}_{what}")


def _values(element: Element, name: str) -> Iterator[str]:
    return (text for value in element.findall(f"{name}/VALUE") if (text := tidy(value.text)))


def _countries(element: Element) -> Iterator[str]:
    yield from _values(element, "NATIONALITY")
    for what in ("ADDRESS", "PLACE_OF_BIRTH"):
        yield from (tidy(each.findtext("COUNTRY")) for each in _each(element, what))
    for alias in _each(element, "ALIAS"):
        yield tidy(alias.findtext("COUNTRY_OF_BIRTH"))


def _births(element: Element) -> Iterator[str]:
    for each in _each(element, "DATE_OF_BIRTH"):
        yield from _birth(each)
    for alias in _each(element, "ALIAS"):
        yield from dates.births(alias.findtext("DATE_OF_BIRTH") or "")


def _birth(each: Element) -> tuple[str, ...]:
    first, last = (dates.plain(each.findtext(name) or "") for name in ("FROM_YEAR", "TO_YEAR"))
    if first and last:
        return dates.between(int(first[:4]), int(last[:4]))
    one = dates.plain(each.findtext("DATE") or each.findtext("YEAR") or "")
    if not one:
        return dates.births(each.findtext("NOTE") or "")
    return dates.about(int(one[:4])) if tidy(each.findtext("TYPE_OF_DATE")) == "APPROXIMATELY" else (one,)


def _documents(element: Element) -> Iterator[Identifier]:
    for each in _each(element, "DOCUMENT"):
        number = tidy(each.findtext("NUMBER"))
        if not number:
            continue
        kind = tidy(each.findtext("TYPE_OF_DOCUMENT")).lower()
        country = places.code(tidy(each.findtext("ISSUING_COUNTRY") or each.findtext("COUNTRY_OF_ISSUE")))
        yield Identifier("passport" if any(word in kind for word in _PASSPORT) else "identity", number, country)


def _details(element: Element) -> Iterator[Detail]:
    for label, name in ((details.TITLE, "TITLE"), (details.TITLE, "DESIGNATION")):
        yield from (Detail(label, text) for text in _values(element, name))
    for label, what, names in (
        (details.BIRTH_DATE, "DATE_OF_BIRTH", ("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE")),
        (details.BIRTH_PLACE, "PLACE_OF_BIRTH", _ADDRESS),
        (details.ADDRESS, "ADDRESS", _ADDRESS),
        (details.DOCUMENT, "DOCUMENT", _DOCUMENT),
    ):
        for each in _each(element, what):
            words = (tidy(each.findtext(name)) for name in names)
            if text := ", ".join(_PLAIN.get(word, word) for word in words if word and word != _EXACT):
                yield Detail(label, text)
    for label, name in ((details.GENDER, "GENDER"), (details.REMARKS, "COMMENTS1")):
        if text := tidy(element.findtext(name)):
            yield Detail(label, text)
