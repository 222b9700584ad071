"""What the desk found: as much as makes the rating that a case is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..enums import Rating, Severity


@dataclass(frozen=True)
class Findings:
    """`answers` depart from those of a company without blame; `against` are theme and severity of controversies;
    `sells` are activity, ISIC code and share of sales."""

    answers: Mapping[str, str] = field(default_factory=dict)
    against: tuple[tuple[str, int], ...] = ()
    sells: tuple[tuple[str, str, int], ...] = ()


_HIGH = (
    Findings(against=(("recruitment-fees", Severity.SERIOUS), ("labour-discrimination", Severity.MINOR))),
    Findings(answers={"conflict-of-interest": "yes"}, against=(("environment", Severity.MODERATE),)),
    Findings(answers={"lawsuit-forced-labour": "yes"}, against=(("trafficking-forced-labour", Severity.SERIOUS),)),
)
_VERY_HIGH = (
    Findings(against=(("trafficking-forced-labour", Severity.SEVERE), ("recruitment-fees", Severity.SERIOUS))),
    Findings(answers={"alcohol": "6"}, sells=(("Hotel bars", "I56", 6),)),
    Findings(answers={"harm-to-image": "yes"}, against=(("human-rights", Severity.SEVERE),)),
)
_MEDIUM = (
    Findings(),
    Findings(against=(("environment", Severity.MODERATE),)),
    Findings(answers={"beneficial-owners": "unknown"}),
)


def found(rating: str, number: int) -> Findings:
    kinds = {Rating.MEDIUM: _MEDIUM, Rating.HIGH: _HIGH, Rating.VERY_HIGH: _VERY_HIGH}.get(Rating(rating))
    return kinds[number % len(kinds)] if kinds else Findings()
