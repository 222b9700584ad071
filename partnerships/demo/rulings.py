"""What was ruled about one that runs on under a clearance that has expired; the others wait for their ruling."""

from datetime import date, timedelta

from crm.accounts.enums import Role, Seat
from crm.accounts.models import RoleAssignment
from crm.workspace.demo.moments import moment, workday

from ..enums import LapseDecision, Stage
from ..models import LapseRuling, Partner
from .trail import tell

REASON = "The last course ends in two months. No new activity and no use of the emblem until the screening is done."


def build(*, today: date) -> None:
    lapsed = Partner.objects.filter(running=True, engagement__stage=Stage.ACTIVE, clearance__valid_until__lt=today)
    partner = lapsed.select_related("engagement", "clearance").order_by("clearance__valid_until", "pk").first()
    if partner is None:
        return
    chair = RoleAssignment.objects.select_related("user").get(role=Role.COMMITTEE, seat=Seat.DEPUTY_DIRECTOR_GENERAL)
    lapsed_on = partner.clearance.valid_until + timedelta(days=1)
    at = moment(workday(min(lapsed_on + timedelta(days=9), today)), 11)
    LapseRuling.objects.create(
        partner=partner,
        clearance=partner.clearance,
        lapsed_on=lapsed_on,
        decision=LapseDecision.PAUSE,
        reason=REASON,
        by=chair.user,
        at=at,
    )
    row = partner.engagement
    row.paused_at = at
    row.save(update_fields=["paused_at"])
    after = {"company": str(partner.company), "decision": LapseDecision.PAUSE, "reason": REASON}
    tell(at, verb="partnership.lapse_ruled", subject=row, by=chair.user, after=after)
