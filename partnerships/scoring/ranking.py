"""What a score card comes to. Pure: the sum of weight x value, costs counting against (domain.md section 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..models import ScoreFactor

HIGHEST = 5


@dataclass(frozen=True)
class Total:
    """`best` is what it would be with 5 in every value and no cost; `scored` of `of` factors have a value."""

    total: Decimal
    best: Decimal
    scored: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        return round(self.total * 100 / self.best, 1) if self.best else None


def weights_of(factors: Iterable[ScoreFactor], changed: Mapping[str, Decimal] | None = None) -> dict[str, Decimal]:
    """The weight of each factor by its code; `changed` ones take their place, for "what if"."""
    return {factor.code: (changed or {}).get(factor.code, factor.weight) for factor in factors}


def best_of(factors: Iterable[ScoreFactor], weights: Mapping[str, Decimal]) -> Decimal:
    return sum((weights[f.code] * HIGHEST for f in factors if f.sign > 0), Decimal(0))


def total_of(factors: Iterable[ScoreFactor], values: Mapping[str, int], weights: Mapping[str, Decimal]) -> Total:
    factors = list(factors)
    scored = [f for f in factors if f.code in values]
    total = sum((f.sign * weights[f.code] * values[f.code] for f in scored), Decimal(0))
    return Total(total, best_of(factors, weights), len(scored), len(factors))
