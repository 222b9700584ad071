import pytest

from crm.imports.models import ImportRow
from tests.imports.conftest import Steps


@pytest.fixture
def steps(focal_point):
    return Steps(focal_point)


@pytest.fixture
def remarks():
    """The codes of the remarks on a run's rows, in their order."""
    return lambda run: [p["code"] for row in ImportRow.objects.filter(run=run) for p in row.problems]
