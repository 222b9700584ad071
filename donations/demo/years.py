"""How the gifts of a year are cut out of its totals: invented gifts, whose sums are those of the source [001]."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

CENTS = 100


@dataclass(frozen=True, slots=True)
class Year:
    """USD of all donations of a year, and of those that came without a cause."""

    year: int
    total: int
    unearmarked: int


YEARS = (Year(2016, 210_908, 46_612), Year(2017, 194_213, 17_815))
# What a campaign of USD 500 brought in a weekend; its gifts are among those of 2017.
WEEKEND, CAMPAIGN_USD, RAISED_USD = date(2017, 9, 9), 500, 7_000
# Below the amount from which on a person is screened.
LARGEST = 9_000


def shares(total: int, number: int, rng: Random) -> list[Decimal]:
    """`number` amounts in USD that sum up to `total`, none above `LARGEST`; most are small and a few large."""
    weights = [rng.paretovariate(1.3) for _turn in range(number)]
    whole = sum(weights)
    cents = [max(500, min(LARGEST * CENTS, int(total * CENTS * weight / whole))) for weight in weights]
    left = total * CENTS - sum(cents)
    while left:
        place = rng.randrange(number)
        step = max(500 - cents[place], min(left, LARGEST * CENTS - cents[place]))
        cents[place], left = cents[place] + step, left - step
    return [Decimal(each) / CENTS for each in cents]


def days(year: int, number: int, rng: Random) -> list[date]:
    return sorted(date(year, 1, 1) + timedelta(days=rng.randrange(365)) for _turn in range(number))


def weekend(rng: Random) -> Iterator[tuple[date, Decimal]]:
    for amount in shares(RAISED_USD, 40, rng):
        yield WEEKEND + timedelta(days=rng.randrange(2)), amount
