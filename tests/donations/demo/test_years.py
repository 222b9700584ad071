"""The demo's gifts add up to the source's totals of 2016 and 2017, to the cent."""

from decimal import Decimal
from random import Random

import pytest

from donations.demo.years import LARGEST, RAISED_USD, YEARS, shares, weekend


@pytest.mark.parametrize("year", YEARS, ids=lambda each: str(each.year))
@pytest.mark.parametrize("number", [35, 110])
def test_shares_sum_up_and_stay_below_the_screening(year, number):
    found = shares(year.total - year.unearmarked, number, Random(7))
    assert (len(found), sum(found)) == (number, Decimal(year.total - year.unearmarked))
    assert max(found) <= LARGEST
    assert min(found) >= 5


def test_a_weekend_brought_seven_thousand():
    assert sum(amount for _day, amount in weekend(Random(7))) == RAISED_USD
