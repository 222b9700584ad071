import pytest

from duediligence.clearances.services.grants import grant
from duediligence.enums import ScreeningState
from duediligence.models import AuthorityVersion, Screening

from .world import NOW, screening


@pytest.fixture
def approved(cast):
    """Decided, with a clearance in force."""
    row = screening(cast)
    Screening.objects.filter(pk=row.pk).update(
        state=ScreeningState.APPROVED,
        rating="low",
        proposed_rating="low",
        authority=AuthorityVersion.objects.get(number=1),
        submitted_at=NOW,
        decided_at=NOW,
        decision_reason="Sound.",
    )
    row.refresh_from_db()
    grant(screening=row, by=cast.chief_of_mission, on_behalf_of=None, at=NOW)
    return row
