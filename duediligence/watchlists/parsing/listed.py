"""A party as a list gives it, whatever the list's format."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from ...enums import NameQuality, NameUse


@dataclass(frozen=True)
class ListedName:
    """`parts` are the pieces as the list gives them, for instance a fourth name."""

    text: str
    use: str = NameUse.ALIAS
    quality: str = NameQuality.STRONG
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identifier:
    """`kind` is "lei", "national" (a register of companies), "tax", "passport", "identity", "imo" and so on."""

    kind: str
    number: str
    country: str = ""


@dataclass(frozen=True)
class Detail:
    """What else the list says, in its words; `label` is one of `details.LABELS`, or the list's own heading."""

    label: str
    text: str


@dataclass(frozen=True)
class ListedParty:
    """`uid` tells it apart within its list; the first of `names` is the listed one. Countries are ISO codes."""

    uid: str
    kind: str
    names: tuple[ListedName, ...]
    program: str = ""
    reference: str = ""
    countries: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    details: tuple[Detail, ...] = ()
    listed_on: date | None = None

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all that is listed; the order in which a file gives it does not count."""
        said = {name: value for name, value in asdict(self).items() if name != "uid"}
        for name in ("names", "countries", "birth_dates", "identifiers", "details"):
            said[name] = sorted(map(_canonical, said[name]))
        return hashlib.sha256(_canonical(said).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def once(names: Iterable[ListedName]) -> tuple[ListedName, ...]:
    """Each text once in its first place, and strong where it is so anywhere."""
    kept: dict[str, ListedName] = {}
    for name in names:
        known = kept.get(name.text)
        if name.text and (known is None or (known.quality, name.quality) == (NameQuality.WEAK, NameQuality.STRONG)):
            kept[name.text] = name
    return tuple(kept.values())


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
