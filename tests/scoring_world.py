"""Score cards and deal-breakers in the world of doors."""

from types import SimpleNamespace

from django.apps import apps

from crm.companies.services.maturity import assess_maturity
from partnerships.models import Engagement, ScoreFactor
from partnerships.scoring.seed import sow
from partnerships.scoring.services.deal_breakers import raise_deal_breaker
from partnerships.scoring.services.scores import ScoreData, set_scores


def scoring(cast: SimpleNamespace, partnership: Engagement) -> dict[str, object]:
    if not ScoreFactor.objects.exists():  # the flush after a test with commits took them along
        sow(apps)
    set_scores(by=cast.focal_point, partnership_id=partnership.pk, scores={"alignment": ScoreData(4)})
    breaker = raise_deal_breaker(by=cast.focal_point, partnership_id=partnership.pk, text="No logo on weapons")
    return {
        "partnerships:deal_breaker pk": breaker.pk,
        "api:deal-breaker pk": breaker.pk,
        "api:score-factor pk": ScoreFactor.objects.get(code="risk").pk,
    }


def one_more_score(cast: SimpleNamespace, number: int, partnership: Engagement) -> None:
    """Another partnership in the ranking, and more deal-breakers of the first one."""
    raise_deal_breaker(by=cast.focal_point, partnership_id=partnership.pk, text=f"Point {number}")
    for row in Engagement.objects.filter(title=f"Solar {number}"):
        scores = {"alignment": ScoreData(number % 6, "Report"), "risk": ScoreData(1)}
        set_scores(by=cast.focal_point, partnership_id=row.pk, scores=scores)
        lead = row.partners.get(lead=True)
        # Not a reader's deed: a trail of more than one page is counted, which is one question more.
        assess_maturity(company_id=lead.company_id, by=cast.partnerships_officer, level="leader", evidence="Report")
