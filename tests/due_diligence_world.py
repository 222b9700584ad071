"""Due diligence in the world of doors: one screening that was asked for and researched, and waits for a decision."""

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db import transaction

from crm.core import clock
from duediligence.clearances.services.rises import raise_risk
from duediligence.criteria import seed as criteria
from duediligence.models import AuthorityVersion, ContagionMark, Criterion, Review, Screening
from duediligence.monitoring.services.concerns import report_concern
from duediligence.screening.services.conditions import ConditionData
from duediligence.screening.services.decisions import decide
from duediligence.screening.services.moves import locked
from duediligence.screening.services.routing import open_route
from duediligence.screening.services.votes import cast_vote
from duediligence.watchlists import seed as watchlists
from duediligence.watchlists.services.lookups import look_up
from tests.duediligence.watchlists.world import entry, load_into
from tests.duediligence.watchlists.world import screening as researched
from tests.factories import CompanyFactory, ScreeningFactory


def seeded() -> None:
    """What every installation begins with is there: the flush after a test with commits took it along."""
    if not AuthorityVersion.objects.exists():
        criteria.sow(apps)
        watchlists.sow(apps)


@transaction.atomic
def waiting_screening(cast: SimpleNamespace, rating: str = "low", **changes: Any) -> Screening:
    seeded()
    row = ScreeningFactory(
        company=changes.pop("company", None) or CompanyFactory(lead_office=cast.senegal),
        office=cast.senegal,
        requested_by=cast.focal_point,
        researcher=cast.partnerships_officer,
        **changes,
    )
    screening = locked(row.pk)
    screening.proposed_rating = screening.rating = rating
    screening.submitted_by, screening.submitted_at = cast.partnerships_officer, clock.now()
    open_route(screening=screening, rating=rating, by=cast.partnerships_officer, at=clock.now())
    return screening


def due_diligence(cast: SimpleNamespace) -> dict[str, object]:
    """One that waits, one that was approved with a condition, with what is watched beside it, and one in a ballot."""
    waiting, decided = waiting_screening(cast), waiting_screening(cast)
    condition = ConditionData("Publish the audit", cast.focal_point, clock.today())
    decide(
        by=cast.chief_of_mission,
        screening_id=decided.pk,
        outcome="approved_with_conditions",
        reason="Good.",
        conditions=[condition],
    )
    clearance = decided.clearance
    review = Review.objects.create(clearance=clearance, due_on=clock.today(), office=cast.senegal)
    concern = report_concern(by=cast.focal_point, company_id=decided.company_id, text="A raid.")
    mark = ContagionMark.objects.create(
        company=waiting.company, source=decided, cause="rejected", path=[waiting.company_id], marked_at=clock.now()
    )
    clearances = ["clearance", "clearance_suspend", "clearance_reinstate", "clearance_revoke", "raise_risk"]
    rise = raise_risk(by=cast.partnerships_officer, clearance_id=clearance.pk, rating="medium", reason="A raid.")
    asked = waiting_screening(cast, "high")
    cast_vote(by=cast.committee_member, screening_id=asked.pk, vote="approve", reason="Sound.")
    # The codes are of what every installation begins with.
    return {
        "duediligence: pk": waiting.pk,
        **{f"duediligence:{name} pk": clearance.pk for name in clearances},
        "api:clearance pk": clearance.pk,
        "duediligence:condition pk": decided.conditions.get().pk,
        "api:condition pk": decided.conditions.get().pk,
        "api:review pk": review.pk,
        "api:concern pk": concern.pk,
        "duediligence:review pk": review.pk,
        "duediligence:concern pk": concern.pk,
        "duediligence:mark pk": mark.pk,
        "api:risk-rise pk": rise.pk,
        "api:screening-ballot pk": asked.pk,
        "api:criterion pk": Criterion.objects.get(code="arms").pk,
        "duediligence:criterion code": "arms",
        "duediligence:sector code": "finance",
        "duediligence:theme code": "human-rights",
        **_watch_lists(cast),
    }


def _watch_lists(cast: SimpleNamespace) -> dict[str, object]:
    """A list with an entry, which may be somebody whom Senegal had screened."""
    load = load_into("un", cast.partnerships_officer)
    listed = entry(load, "Harbour Lights Trading")
    look_up(screening=researched(cast), by=cast.partnerships_officer, at=clock.now())
    hit = listed.hits.get()
    return {
        "duediligence:watchlist code": "un",
        "api:watchlist code": "un",
        "duediligence:load_ pk": load.pk,
        "api:load pk": load.pk,
        "duediligence:entry pk": listed.pk,
        "duediligence:hit pk": hit.pk,
        "api:hit pk": hit.pk,
    }
