"""Who is compared: a company, a person or a ship, with all that may tell it from its namesake."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .enums import Kind, Quality

_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PartyName:
    text: str
    quality: Quality = Quality.STRONG


@dataclass(frozen=True, slots=True)
class Party:
    """`countries` are ISO codes; a birth date may be "1960" or "1960-05"; `identifiers` are numbers by kind ("lei")."""

    kind: Kind
    names: tuple[PartyName, ...]
    countries: frozenset[str] = frozenset()
    birth_dates: tuple[str, ...] = ()
    identifiers: Mapping[str, frozenset[str]] = field(default_factory=lambda: _NOTHING, hash=False)
