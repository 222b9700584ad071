"""Due diligence in the world of doors: one screening that was asked for and researched, and waits for a decision."""

from types import SimpleNamespace

from crm.core import clock
from duediligence.models import Screening
from duediligence.screening.services.moves import locked
from duediligence.screening.services.routing import open_route
from tests.factories import CompanyFactory, ScreeningFactory


def waiting_screening(cast: SimpleNamespace, rating: str = "low") -> Screening:
    row = ScreeningFactory(
        company=CompanyFactory(lead_office=cast.senegal),
        office=cast.senegal,
        requested_by=cast.focal_point,
        researcher=cast.partnerships_officer,
    )
    screening = locked(row.pk)
    screening.proposed_rating = screening.rating = rating
    screening.submitted_by, screening.submitted_at = cast.partnerships_officer, clock.now()
    open_route(screening=screening, rating=rating, by=cast.partnerships_officer, at=clock.now())
    return screening


def due_diligence(cast: SimpleNamespace) -> dict[str, object]:
    screening = waiting_screening(cast)
    # The codes are of what every installation begins with.
    return {
        "duediligence: pk": screening.pk,
        "duediligence:criterion code": "arms",
        "duediligence:sector code": "finance",
        "duediligence:theme code": "human-rights",
    }
