"""What a decider reads on one page (ux.md, page 6): what, who, the risk and why, conditions, what a yes does."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from crm.core.verdict import Verdict

from ...criteria.rating import Proposal, propose
from ...criteria.routing import rule_for
from ...enums import DESK_STATES, HitState, Rating, VoteChoice
from ...models import AuthorityRule, Clearance, Hit, RouteStep, Screening
from ...watchlists.selectors import may_approve
from ..ballot import Ballot
from ..rights import party_ids
from .facts import facts_of
from .routes import committees_vote, standing


@dataclass(frozen=True, slots=True)
class IfYes:
    """What an approval makes: a clearance from today until then, and its reviews."""

    until: date
    ceiling: Decimal
    review_months: int | None


@dataclass(frozen=True)
class DecisionPage:
    screening: Screening
    step: RouteStep | None
    ballot: Ballot | None
    # The committee's step and votes, also where it recommended and somebody else decides.
    committee: tuple[RouteStep, Ballot] | None
    proposal: Proposal
    if_yes: IfYes | None
    found: Verdict
    in_force: list[Clearance]
    # Who may neither decide nor vote.
    parties: frozenset[int] = frozenset()
    hits: list[Hit] = field(default_factory=list)
    risks: list[Any] = field(default_factory=list)
    controversies: list[Any] = field(default_factory=list)
    route: list[RouteStep] = field(default_factory=list)

    @property
    def tally(self) -> list[tuple[str, int]]:
        """Blind until the ballot is closed."""
        if self.committee is None or not self.committee[0].is_done:
            return []
        return [(str(choice.label), self.committee[1].count(choice)) for choice in VoteChoice]

    @property
    def rated_below(self) -> bool:
        """The desk fixed a lower rating than the rules propose: its justification is to be read."""
        s = self.screening
        return bool(s.rating and s.proposed_rating) and Rating(s.rating).level < Rating(s.proposed_rating).level


def decision_page(screening: Screening, *, on: date) -> DecisionPage:
    """A fixed number of queries."""
    step, ballot = standing(screening, on=on)
    return DecisionPage(
        screening=screening,
        step=step,
        ballot=ballot,
        committee=(step, ballot) if step and ballot else committees_vote(screening, on=on),
        proposal=propose(facts_of(screening)),
        if_yes=_if_yes(screening, on) if screening.state not in DESK_STATES else None,
        found=may_approve(screening),
        parties=party_ids(screening),
        in_force=list(Clearance.objects.filter(company=screening.company_id).in_force(on=on)),
        hits=_hits(screening),
        risks=sorted(screening.risks.select_related("owner"), key=lambda risk: -risk.weight),
        controversies=list(screening.controversies.select_related("theme")),
        route=list(screening.route.select_related("office", "decided_by", "on_behalf_of", "authority")),
    )


def _if_yes(screening: Screening, on: date) -> IfYes | None:
    """None for an excluded company: there is no yes."""
    if screening.rating not in Rating.values or screening.rating == Rating.EXCLUDED or screening.authority is None:
        return None
    rule: AuthorityRule = rule_for(screening.rating, screening.authority)
    until = on + relativedelta(months=rule.validity_months) - timedelta(days=1)
    return IfYes(until, screening.amount_usd, rule.review_months)


def _hits(screening: Screening) -> list[Hit]:
    """Confirmed ones first, then those that were cleared."""
    found = Hit.objects.filter(party__screening=screening).select_related("party", "entry__watchlist", "resolved_by")
    return sorted(found, key=lambda hit: (hit.state != HitState.CONFIRMED, -hit.score))
