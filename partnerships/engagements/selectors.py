"""What the forms and pages of engagements ask of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.accounts.models import User
from crm.companies.models import Company
from crm.contactlog.policies import may_approach
from crm.contactlog.policies.approach import Approach
from crm.contactlog.selectors import standings

from ..enums import EngagementKind
from ..models import Engagement, Partner

# A workshop is entered in the days after it: what was typed then is offered again for so long.
REMEMBERED = timedelta(days=14)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A company that an office may not simply approach, and why."""

    company: Company
    approach: Approach


def obstacles(companies: Iterable[Company], office_id: int | None, *, on: date) -> list[Obstacle]:
    """Those of them that take a request or a reason first, in the order in which they were named."""
    asked = list(companies)
    found = standings(asked, office_id, on=on, with_themes=True)
    answers = [Obstacle(company, may_approach(found[company.pk])) for company in asked]
    return [each for each in answers if not each.approach.is_free]


def held_that_day(company_ids: Iterable[int], day: date, *, but: int | None = None) -> list[Partner]:
    """Collaborations with these companies on the same day: perhaps the same one, logged by a colleague."""
    rows = Partner.objects.filter(
        engagement__kind="collaboration",
        engagement__binned_at=None,
        engagement__starts_on=day,
        company__in=list(company_ids),
    )
    return list(rows.exclude(engagement=but).select_related("company", "engagement__lead_office")[:SHOWN])


def open_with(company_ids: Iterable[int], *, on: date, but: int | None = None) -> list[Partner]:
    """Partnerships that are prepared or run with these companies, whichever office leads them."""
    there = Engagement.objects.kept().partnerships().open(on=on).exclude(pk=but).values("pk")
    rows = Partner.objects.filter(company__in=list(company_ids), engagement__in=there)
    return list(rows.select_related("company", "engagement__lead_office").order_by("-engagement__stage_since")[:SHOWN])


def last_logged(user: User) -> Engagement | None:
    """What the form remembers of the person's last entry."""
    rows = Engagement.objects.kept().collaborations().filter(created_by=user).prefetch_related("themes")
    return rows.order_by("-id").first()


def restorable_by(user: Any) -> Any:
    """Of those in the bin, as `policies.may_change` says of one; a test holds the two together."""
    return Engagement.objects.binned().changeable_by(user)


def at_the_same_event(collaboration: Engagement) -> int:
    """With how many companies the event was entered; 0 where it has no name."""
    if not collaboration.event:
        return 0
    rows = Engagement.objects.kept().filter(kind=EngagementKind.COLLABORATION)
    return rows.filter(event=collaboration.event, lead_office=collaboration.lead_office_id).count()
