"""A screening of Senegal's that has come as far as a test needs."""

import pytest

from crm.accounts.enums import Role, Seat
from crm.core import clock
from duediligence.models import Screening
from duediligence.screening.services.moves import locked
from duediligence.screening.services.routing import open_route
from tests.factories import CompanyFactory, RoleFactory, ScreeningFactory, UserFactory


@pytest.fixture
def company(db):
    return CompanyFactory(legal_name="Baobab Textiles SA")


@pytest.fixture
def submitted(cast, company):
    """Makes one that waits for the authority of its rating; asked for in Senegal, researched at headquarters."""

    def make(rating="low", *, by=None, office=None, proposed=None, **changes) -> Screening:
        row = ScreeningFactory(
            company=changes.pop("company", None) or company,
            office=office or cast.senegal,
            requested_by=by or cast.focal_point,
            researcher=cast.partnerships_officer,
            **changes,
        )
        screening = locked(row.pk)
        screening.proposed_rating, screening.rating = proposed or rating, rating
        screening.submitted_by, screening.submitted_at = cast.partnerships_officer, clock.now()
        open_route(screening=screening, rating=rating, by=cast.partnerships_officer, at=clock.now())
        return screening

    return make


@pytest.fixture
def committee(cast):
    """The four standing seats; the cast's member holds that of Legal Affairs."""
    seats = {Seat.LEGAL_AFFAIRS: cast.committee_member}
    for seat in (Seat.DEPUTY_DIRECTOR_GENERAL, Seat.RESOURCE_MANAGEMENT, Seat.INTERNATIONAL_COOPERATION):
        member = UserFactory(email=f"{seat}@concord.example", office=cast.hq)
        RoleFactory(user=member, role=Role.COMMITTEE, office=cast.hq, seat=seat)
        seats[seat] = member
    return seats
