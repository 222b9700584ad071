"""Running partnerships whose clearance no longer stands: computed, never set (domain.md section 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from crm.accounts.access import access
from duediligence.deciding import Body, Deciding, decides_anything, ratings_today
from duediligence.enums import ClearanceState
from duediligence.models import Clearance

from ...enums import Stage
from ...models import Engagement, LapseRuling, Partner
from .missing import partners_with_standing


@dataclass(frozen=True)
class Lapse:
    """A company's part that runs on under a clearance that does not stand.

    `newer_id` is a clearance in force that covers it: relying on that one mends it. Else somebody must rule: `body`.
    `ruling` is what was ruled since it lapsed; who ruled before asks nobody again until it lapses anew.
    """

    partner: Partner
    clearance: Clearance
    lapsed_at: datetime
    rating: str
    body: Body
    ruling: LapseRuling | None = None
    newer_id: int | None = None

    @property
    def company(self) -> Any:
        return self.partner.company

    @property
    def asks(self) -> bool:
        """Whether a ruling is waited for."""
        return self.newer_id is None and self.ruling is None

    @property
    def state(self) -> ClearanceState:
        return ClearanceState(self.clearance.state)  # type: ignore[attr-defined]

    @property
    def lapsed_on(self) -> date:
        return self.lapsed_at.date()


def lapsed_partners(*, on: date) -> Any:
    """Each with `now_cleared` and `under_way`; of partnerships that run."""
    gone = Q(clearance__suspended_at__isnull=False) | Q(clearance__revoked_at__isnull=False)
    rows = Partner.objects.filter(running=True, engagement__stage=Stage.ACTIVE, engagement__binned_at=None)
    return partners_with_standing(rows.filter(gone | Q(clearance__valid_until__lt=on)), on=on)


def lapses_of(engagement: Engagement, *, on: date) -> list[Lapse]:
    """Of one partnership; one query where nothing has lapsed."""
    if engagement.stage != Stage.ACTIVE:
        return []
    return lapses(lapsed_partners(on=on).filter(engagement=engagement), on=on)


def lapses(rows: QuerySet[Partner], *, on: date) -> list[Lapse]:
    """A fixed number of queries, however many there are; what waits longest stands first."""
    clearances = Clearance.objects.with_state(on=on)
    rulings = LapseRuling.objects.select_related("by", "on_behalf_of").order_by("at", "pk")
    found = list(
        rows.select_related("engagement__lead_office__parent").prefetch_related(
            Prefetch("clearance", clearances), Prefetch("rulings", rulings)
        )
    )
    if not found:
        return []
    deciding = Deciding.read(on=on)
    ratings = ratings_today(partner.clearance for partner in found if partner.clearance)
    made = [_lapse(partner, deciding, ratings, on) for partner in found if partner.clearance]
    return sorted(made, key=lambda each: (each.lapsed_at, each.partner.pk))


def lapses_to_rule(user: Any, *, on: date) -> list[Lapse]:
    """What waits for this person's ruling."""
    held = access(user, on=on)
    if not decides_anything(held):
        return []
    return [each for each in lapses(lapsed_partners(on=on), on=on) if each.asks and each.body.voice(held)]


def lapse_states(engagement_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """By engagement: the state of its clearance that stands worst, for the badge in lists; one query."""
    rows = lapsed_partners(on=on).filter(engagement__in=list(engagement_ids), now_cleared=None)
    found: dict[int, str] = {}
    stands = Clearance.objects.with_state(on=on).filter(pk__in=rows.values("clearance"))
    states: dict[int, str] = dict(stands.values_list("pk", "state"))
    for engagement_id, clearance_id in rows.values_list("engagement_id", "clearance_id"):
        worst = found.get(engagement_id)
        state = states[clearance_id]
        if worst is None or _RANK.index(state) < _RANK.index(worst):
            found[engagement_id] = state
    return found


_RANK: Sequence[str] = (
    ClearanceState.REVOKED,
    ClearanceState.SUSPENDED,
    ClearanceState.EXPIRED,
    ClearanceState.NOT_YET,
    ClearanceState.IN_FORCE,
)


def _lapse(partner: Partner, deciding: Deciding, ratings: dict[int, str], on: date) -> Lapse:
    clearance: Any = partner.clearance
    rating, since = ratings[clearance.pk], lapsed_at(clearance, on=on)
    ruled = [row for row in partner.rulings.all() if row.clearance_id == clearance.pk and row.at >= since]
    return Lapse(
        partner=partner,
        clearance=clearance,
        lapsed_at=since,
        rating=rating,
        body=deciding.body(rating=rating, office=partner.engagement.lead_office),
        ruling=ruled[-1] if ruled else None,
        newer_id=partner.now_cleared,  # type: ignore[attr-defined]
    )


def lapsed_at(clearance: Clearance, *, on: date) -> datetime:
    """The last moment at which it stopped to stand: one that expires while it is suspended lapses anew."""
    over = datetime.combine(clearance.valid_until + timedelta(days=1), time(), UTC)
    moments = [clearance.suspended_at, clearance.revoked_at, over if clearance.valid_until < on else None]
    return max(moment for moment in moments if moment is not None)
