"""A place in one cell: "Saint Paul, Minnesota", "Warmley, Bristol, United Kingdom"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from crm.core import countries
from crm.core.text import fold
from crm.imports.registries import Noted, Option, Unclear
from crm.imports.wording import Said, Value

_STATES = (
    "Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, "
    "Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, "
    "Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New "
    "Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South"
    " Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin,"
    " Wyoming, D.C., District of Columbia, Puerto Rico"
)
US_STATES = frozenset(fold(name) for name in _STATES.split(", "))
_FOOTNOTE = re.compile(r"\s*\[\w{1,3}\]\s*$")
# So many different states in a column, and a name that is also a country's is read as a state.
ENOUGH_STATES = 3


@dataclass(frozen=True)
class Place:
    city: str = ""
    country: str = ""


def states_in(values: Iterable[str]) -> int:
    """How many different US states end the places of a column; names that are countries too do not count."""
    tails = {fold(_FOOTNOTE.sub("", value).rpartition(",")[2]) for value in values}
    return sum(1 for tail in tails & US_STATES if not countries.find(tail))


def read(text: str, states: int) -> Place | Noted:
    """City and country. Raises Unclear for several places, or a name that is a state as well as a country."""
    plain = _FOOTNOTE.sub("", text).strip()
    several = [part.strip() for part in re.split(r"[;/]", plain) if part.strip()]
    if len(several) > 1:
        raise Unclear(
            "several_places",
            Said(_("“%(text)s” names several places."), {"text": text}),
            [Option(p, p) for p in several],
        )
    city, comma, tail = (part.strip() for part in plain.rpartition(","))
    state, code = fold(tail) in US_STATES, countries.find(tail)
    if comma and state and code:
        return _state_or_country(text, city, tail, code, states)
    if comma and state:
        return Place(city, "US")
    if code:
        return Place(_without_state(city, code), code)
    if not comma:
        return Place(plain)
    raise Unclear(
        "unknown_place",
        Said(_("“%(tail)s” is neither a country nor a US state."), {"tail": tail}),
        [Option(f"{city}, {c}", (f"{city},", Value("country", c))) for c in countries.suggest(tail)],
    )


def _state_or_country(text: str, city: str, tail: str, code: str, states: int) -> Noted:
    here = Option(
        f"{city}, {countries.label(code)} ({code})",
        Said(_("%(city)s in the country %(name)s"), {"city": city, "name": tail}),
    )
    there = Option(f"{city}, US", Said(_("%(city)s in the US state %(name)s"), {"city": city, "name": tail}))
    if states < ENOUGH_STATES:
        detail = Said(_("“%(name)s” is a US state and a country."), {"name": tail})
        raise Unclear("state_or_country", detail, [there, Option(f"{city}, {code}", here.label)])
    return Noted(
        Place(city, "US"),
        "read_as_state",
        Said(
            _("“%(name)s” was read as the US state, because other places of this column are in US states."),
            {"name": tail},
        ),
        (Option(f"{city}, {code}", here.label),),
    )


def _without_state(city: str, code: str) -> str:
    """ "Atlanta, Georgia" in the United States is Atlanta."""
    head, comma, tail = (part.strip() for part in city.rpartition(","))
    return head if comma and code == "US" and fold(tail) in US_STATES else city
