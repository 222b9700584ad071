"""What due diligence says in a company's timeline: newest first, a draft never, in pages that begin before a day."""

from datetime import timedelta

from crm.core import clock
from duediligence.clearances.services.changes import suspend
from duediligence.screening.company_timeline import timeline
from duediligence.screening.services.decisions import decide
from tests.factories import ScreeningFactory


def titles(company, user, **asked):
    return [str(entry.title) for entry in timeline(company, user, asked.get("before"), asked.get("limit", 20))]


def test_newest_first_and_without_drafts(cast, submitted, company):
    screening = submitted("low", requested_at=clock.now() - timedelta(days=3))
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
    suspend(by=cast.partnerships_officer, clearance_id=screening.clearance.pk, reason="News.")
    ScreeningFactory(
        company=company, purpose="donation", requested_by=cast.focal_point, office=cast.senegal, state="draft"
    )
    found = titles(company, cast.focal_point)
    assert found[0] == "Clearance: Suspended"
    assert sorted(found[1:3]) == ["Clearance: Granted", "Screening decided: Approved"]
    assert found[3:] == ["Screening asked for: Partnership"]


def test_before_a_day(cast, submitted, company):
    screening = submitted("low", requested_at=clock.now() - timedelta(days=3))
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
    assert titles(company, cast.focal_point, before=clock.today()) == ["Screening asked for: Partnership"]
    assert len(titles(company, cast.focal_point, limit=2)) == 2
