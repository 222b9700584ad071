from datetime import date

import pytest

from tests.allocations_world import destination
from tests.donations_world import accepted


@pytest.fixture
def fund(cast, trafficking):
    """Takes money for Human trafficking, and money given without a cause."""
    return destination(cast, "Global Assistance Fund", trafficking)


@pytest.fixture
def gifts(cast, ruth):
    """Three of USD 100 to the hub, of which 83 are left of each; the one entered last came first."""
    days = (date(2026, 11, 2), date(2026, 11, 3), date(2026, 10, 1))
    return [accepted(cast, ruth, "100", received_on=day) for day in days]
