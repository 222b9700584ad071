"""The last column of sdn.csv, in which OFAC puts everything else: birth dates, nationalities, numbers, nicknames."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...enums import NameQuality, NameUse
from . import dates, details, places
from .listed import Detail, Identifier, ListedName
from .ofac_names import named
from .registers import identifier, kind_of

_ALT = re.compile(r"^alt\. ")
_ALIAS = re.compile(r"^([afn])\.k\.a\. ['\"](.+?)['\"]\.?$")
_COUNTRY = re.compile(
    r"^(?:nationality(?: of registration)?|citizen|former citizen|flag|registered in|country) (.+)$", re.IGNORECASE
)
_NUMBER = re.compile(r"^(.*?(?:No\.|Number|Registry|ID|#|Identification IMO|Passport|MMSI|[A-Z.]{3,}))\s+#?\s*([\w./ -]*\d[\w./ -]*?)(?:\s+\((.+?)\))?(?:\s+(?:issued|expires|;).*)?$")  # fmt: skip  # noqa: E501


@dataclass
class Remarks:
    names: list[ListedName] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)


def read(text: str, kind: str) -> Remarks:
    """Statements stand between semicolons. What is not understood stays as it is, among the details."""
    found = Remarks()
    for statement in _statements(text):
        _heed(_ALT.sub("", statement), kind, found)
    return found


def _statements(text: str) -> Iterator[str]:
    for part in text.split(";"):
        plain = " ".join(part.split())
        if plain and plain != "-0-":
            yield plain if plain.endswith(("'.", '".')) else plain.rstrip(".")


def _heed(said: str, kind: str, found: Remarks) -> None:
    if alias := _ALIAS.match(said):
        use = NameUse.FORMER if alias.group(1) == "f" else NameUse.ALIAS
        found.names += named(alias.group(2), kind, use, NameQuality.WEAK)
        return
    word, _space, rest = said.partition(" ")
    if word == "DOB":
        found.births += dates.births(rest)
        found.details.append(Detail(details.BIRTH_DATE, rest))
    elif word == "POB":
        found.countries.append(places.code(rest.rpartition(", ")[2]))
        found.details.append(Detail(details.BIRTH_PLACE, rest))
    else:
        _heed_other(said, found)


def _heed_other(said: str, found: Remarks) -> None:
    if country := _COUNTRY.match(said):
        found.countries.append(places.code(country.group(1)))
    if (number := _NUMBER.match(said)) and kind_of(number.group(1)):
        country_code = places.code(number.group(3) or "")
        if one := identifier(number.group(1), number.group(2).strip(), country_code):
            found.identifiers.append(one)
            found.details.append(Detail(details.DOCUMENT, said))
            return
    found.details.append(Detail(details.REMARKS, said))
