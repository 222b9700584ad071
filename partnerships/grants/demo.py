"""Small grants in the demo organisation: the call of 2017 as it went, one under review, one that is open.

Written as rows, since nobody of today held a role in 2017; the walls of the database hold for them as for any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from crm.accounts.enums import Role
from crm.accounts.models import Office, RoleAssignment, User
from crm.audit import recorder
from crm.workspace.demo.organisation import Organisation
from crm.workspace.demo.parts import demo_parts
from crm.workspace.demo.register import Register

from ..enums import CallState, ProposalState
from ..models import BudgetLine, CallCriterion, GrantCall, Proposal, ProposalScore
from .demo_words import BUDGET, CALL_2017, CRITERIA, OPEN, REVIEWED, Call, Wish

SEED = 675_658
# Whose liaison officers score beside headquarters.
REVIEWING = ("ROEEA", "ROSAM")
BETTER, WORSE = (3, 4, 4, 5), (1, 2, 3, 3)


@dataclass(frozen=True)
class People:
    team: list[User]
    staff: dict[str, User]
    reviewers: list[User]


@dataclass(frozen=True)
class Days:
    opened: date
    deadline: date
    decided: date


@dataclass(frozen=True)
class Scene:
    """A call as it is played, and who plays when."""

    call: GrantCall
    criteria: Sequence[CallCriterion]
    days: Days
    people: People
    rng: Random


def build(*, organisation: Organisation, register: Register, today: date) -> dict[str, int]:
    """Draws from numbers of its own, so that the rest of the demo stays as it is."""
    rng = Random(SEED)  # noqa: S311 (a demo that can be foretold)
    people = _people()
    _call(CALL_2017, Days(date(2017, 6, 1), date(2017, 6, 30), date(2017, 8, 15)), people, rng)
    past = Days(today - timedelta(days=50), today - timedelta(days=12), today)
    _call(REVIEWED, past, people, rng)
    _call(OPEN, Days(today - timedelta(days=14), today + timedelta(days=24), today), people, rng)
    return {"grant calls": GrantCall.objects.count(), "proposals": Proposal.objects.count()}


def _people() -> People:
    rows = RoleAssignment.objects.select_related("user", "office").order_by("pk")
    staff: dict[str, User] = {}
    for row in rows.filter(role__in=(Role.STAFF, Role.COMMITTEE)):
        staff.setdefault(row.office.code, row.user)
    team = [row.user for row in rows.filter(role=Role.PARTNERSHIPS)]
    return People(team, staff, [staff[code] for code in REVIEWING])


def _call(told: Call, days: Days, people: People, rng: Random) -> None:
    call = GrantCall.objects.create(
        title=told.title,
        source=told.source,
        text=told.text,
        amount_usd=told.amount,
        deadline=days.deadline,
        state=told.state,
    )
    call.reviewers.set(people.reviewers)
    criteria = [
        CallCriterion.objects.create(call=call, text=text, weight=weight, position=position)
        for position, (text, weight) in enumerate(CRITERIA)
    ]
    recorder.record(verb="grant_call.drafted", subject=call, by=people.team[0], after={"title": call.title})
    recorder.record(verb="grant_call.opened", subject=call, by=people.team[0], after={"state": CallState.OPEN})
    offices = Office.objects.in_bulk([wish.office for wish in told.wishes], field_name="code")
    scene = Scene(call, criteria, days, people, rng)
    for number, wish in enumerate(told.wishes):
        proposal = _proposal(scene, wish, offices[wish.office], number)
        if told.state != CallState.OPEN:
            _score(scene, proposal, wish)
        if told.state == CallState.AWARDED:
            _decide(scene, proposal, wish)
    if told.state == CallState.AWARDED:
        recorder.record(verb="grant_call.finished", subject=call, by=people.team[0], after={"state": call.state})


def _proposal(scene: Scene, wish: Wish, office: Office, number: int) -> Proposal:
    by = scene.people.staff[office.code]
    sent = wish.state != ProposalState.DRAFT
    proposal = Proposal.objects.create(
        call=scene.call,
        office=office,
        department=wish.department,
        title=wish.title,
        summary=f"{wish.title}. With companies of the place, for one year; what works is carried on by them.",
        countries=list(wish.countries or (str(office.country),)),
        state=wish.state,
        submitted_by=by if sent else None,
        submitted_at=_at(scene.days.opened + timedelta(days=5 + number % 7), 8 + number % 9) if sent else None,
    )
    for usd, (text, _share) in zip(_shares(wish.asked), BUDGET, strict=True):
        BudgetLine.objects.create(proposal=proposal, text=text, usd=usd)
    verb = "proposal.submitted" if sent else "proposal.drafted"
    recorder.record(verb=verb, subject=proposal, by=by, after={"state": proposal.state, "asked": f"{wish.asked:.2f}"})
    return proposal


def _shares(asked: int) -> list[int]:
    """Whole dollars that add up to what is asked for."""
    parts = [asked * share // 100 for _text, share in BUDGET[1:]]
    return [asked - sum(parts), *parts]


def _score(scene: Scene, proposal: Proposal, wish: Wish) -> None:
    """Nobody scores the own office: headquarters leave their departments' proposals to the reviewers of the regions."""
    good = BETTER if wish.awarded or (not wish.department and scene.rng.random() < 0.5) else WORSE
    good = WORSE if scene.call.state == CallState.AWARDED and not wish.awarded else good
    for reviewer in (*scene.people.team[:2], *scene.people.reviewers):
        if reviewer.office_id == proposal.office_id:
            continue
        for criterion in scene.criteria:
            ProposalScore.objects.create(
                proposal=proposal,
                criterion=criterion,
                reviewer=reviewer,
                value=scene.rng.choice(good),
                scored_on=min(scene.days.decided, scene.days.deadline + timedelta(days=8)),
            )
        recorder.record(verb="proposal.scored", subject=proposal, by=reviewer)


def _decide(scene: Scene, proposal: Proposal, wish: Wish) -> None:
    by, day = scene.people.team[0], scene.days.decided
    proposal.decided_by, proposal.decided_at = by, _at(day, 10)
    if wish.awarded:
        proposal.state, proposal.awarded_usd = ProposalState.AWARDED, Decimal(wish.awarded)
        proposal.decision_reason = "A concrete project with companies, and one that can go on without us."
        proposal.report, proposal.reported_on = wish.report, day + timedelta(days=320)
        proposal.spent_usd = Decimal(wish.awarded)
    else:
        proposal.state = ProposalState.DECLINED
        proposal.decision_reason = "A good idea, and not among the twelve that the money was enough for."
    proposal.save()
    verb = "proposal.awarded" if wish.awarded else "proposal.declined"
    recorder.record(verb=verb, subject=proposal, by=by, after={"reason": proposal.decision_reason})
    if wish.awarded:
        recorder.record(verb="proposal.reported", subject=proposal, by=proposal.submitted_by)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


demo_parts.add("grants", build, order=30)
