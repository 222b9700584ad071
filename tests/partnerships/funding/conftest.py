from datetime import date
from decimal import Decimal

import pytest

from crm.rates.models import ExchangeRate
from partnerships.funding.services.contributions import add_contribution
from partnerships.funding.services.data import ContributionData
from partnerships.pipeline.services.moves import move

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture
def rates(db):
    for currency, month, units in (
        ("EUR", OCTOBER, "0.8"),
        ("EUR", NOVEMBER, "0.9"),
        ("SEK", NOVEMBER, "10"),
        ("JPY", NOVEMBER, "150"),
    ):
        ExchangeRate.objects.create(currency=currency, month=month, units_per_usd=Decimal(units))


@pytest.fixture
def pledge(cast, today):
    """Enters a contribution of Senegal's partnership."""

    def make(engagement, amount, currency="USD", *, by=None, instalments=(), **told):
        data = ContributionData(Decimal(amount), currency, **{"pledged_on": today, **told})
        return add_contribution(
            by=by or cast.focal_point, engagement_id=engagement.pk, data=data, instalments=instalments
        )

    return make


@pytest.fixture
def running(cast, world):
    """The world's partnership, active under a clearance up to USD 50,000."""
    move(by=cast.focal_point, partnership_id=world.partnership.pk, target="active")
    return world
