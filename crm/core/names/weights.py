"""Every number of the comparison in one place; `bench.names.fit` fits the few that are fitted (docs/names.md)."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from .enums import Kind


class Rank(StrEnum):
    """What sort of word it is, which says how much it tells."""

    ORDINARY = "ordinary"
    GIVEN = "given"
    NUMBER = "number"
    PLACE = "place"
    SECTOR = "sector"
    COMMON = "common"
    GENERIC = "generic"
    PARTICLE = "particle"
    HONOUR = "honour"
    INITIAL = "initial"


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How names of one kind are weighed. Each is itself alone, so that looking up what belongs to it costs little.

    `edit`: what one edit costs, shared by the letters of the word. Words less alike than `sure` begin to count as two
    different words, at `floor` wholly. `conflict`: how much two different words, one on each side, weigh against.
    `extra`: how much a word does that only one side has, and `wary` how much more where the others agree badly. Of that
    `light` remains for a word that many share and `placed` for a place, as these are often left out; each word is
    heavier by `untold` where next to nothing else agrees. `number`: added for two different numbers. `single`,
    `inexact`: what remains where only one word of a longer name agrees, or none exactly. The rest: what a word of that
    rank weighs beside an ordinary one."""

    edit: float
    sure: float
    extra: float
    conflict: float
    wary: float
    floor: float = 0.5
    light: float = 1.0
    number: float = 0.5
    placed: float = 1.0
    untold: float = 1.0
    single: float = 1.0
    inexact: float = 1.0
    place: float = 0.6
    sector: float = 0.7
    common: float = 0.5
    generic: float = 0.4
    given: float = 0.5
    particle: float = 0.2
    honour: float = 0.2
    initial: float = 0.5
    numeral: float = 0.8

    def ranks(self) -> dict[Rank, float]:
        return _ranks(self)


@cache
def _ranks(weights: Weights) -> dict[Rank, float]:
    return {rank: 1.0 if rank is Rank.ORDINARY else getattr(weights, _FIELDS.get(rank, rank.value)) for rank in Rank}


_FIELDS = {Rank.NUMBER: "numeral"}

_COMPANIES = Weights(edit=1.2, sure=0.75, extra=0.4, conflict=2.2, wary=1.0, light=0.7, placed=0.85, untold=3.0)

WEIGHTS: dict[Kind, Weights] = {
    Kind.PERSON: Weights(edit=1.0, sure=0.75, extra=0.2, conflict=3.0, wary=3.0, single=0.4, inexact=0.85),
    Kind.ORGANISATION: _COMPANIES,
    Kind.VESSEL: _COMPANIES,
}

# What an edit in a sign of a Chinese, Japanese or Korean name costs, shared by its signs.
SIGN_EDIT = 1.5
SAME_LETTERS_FROM = 0.9
# "IOM" and "International Organization for Migration": worth a look, no more.
ACRONYM_SCORE = 0.61
# Companies whose telling words are all short of so many letters and none is the same are never strong.
SURE_LETTERS = 7
NEARLY_LIMIT = 0.84
# Those whose telling words are short and differ in a consonant are not worth a look by their name.
OTHER_SHORT_LIMIT = 0.6
# Where no more words agree than this, all of them shared by many, each word more tells companies apart.
FEW_WORDS = 2
FAMILY_DIFFERS = 0.1
# A GmbH and an S.p.A.: two bodies in law, whatever they share; never strong.
FORM_ABROAD = 0.16
# A nickname or a guess of the list alone is never strong.
WEAK_NAME_LIMIT = 0.84
# People whose names differ in a word of so few letters are worth a look, no more.
SHORT_WORD, SHORT_WORD_LIMIT = 4, 0.84

COUNTRY_DIFFERS = -0.2
BIRTH_YEAR_DIFFERS = -0.15
BIRTH_DATE_DIFFERS = -0.25
LEI_DIFFERS = -0.25
SAME_IDENTIFIER_SCORE = 0.95

CANDIDATE_FROM: dict[Kind, float] = {Kind.PERSON: 0.67, Kind.ORGANISATION: 0.61, Kind.VESSEL: 0.61}
STRONG_FROM = 0.85
