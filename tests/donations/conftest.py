import pytest

from tests import donations_world as world
from tests.factories import CompanyFactory


@pytest.fixture
def trafficking(db):
    return world.cause()


@pytest.fixture
def ruth(cast):
    """A private donor of the hub."""
    return world.private_donor(cast)


@pytest.fixture
def lunaris(cast):
    """A company that gives to Senegal; not cleared."""
    return world.company_donor(cast, CompanyFactory(legal_name="Lunaris Solar", lead_office=cast.senegal))
