from datetime import date
from decimal import Decimal

import pytest

from donations.appeals.services.appeals import add_appeal, open_appeal
from donations.appeals.services.data import AppealData


@pytest.fixture
def draft(cast):
    """An appeal that Senegal drafted: goal USD 10,000."""

    def make(**changes):
        told = {
            "title": "Safe return",
            "office_id": cast.senegal.pk,
            "starts_on": date(2026, 11, 1),
            "ends_on": date(2026, 11, 30),
            "goal_amount": Decimal(10_000),
            **changes,
        }
        return add_appeal(by=cast.focal_point, data=AppealData(**told))

    return make


@pytest.fixture
def running(cast, draft):
    return open_appeal(by=cast.focal_point, appeal_id=draft().pk)
