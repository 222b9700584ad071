"""A case from the request to the decision, by the services, each deed by somebody who may do it and on its own day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.accounts.models import User
from crm.audit import recorder
from crm.workspace.demo.moments import moment, workday, working_days_before

from ..criteria.routing import rule_for
from ..criteria.selectors import authority
from ..enums import Outcome, Rating, ScreeningState
from ..models import RouteStep, Screening, Vote
from ..screening.ballot import Ballot
from ..screening.selectors.routes import standing
from ..screening.services.conditions import ConditionData, propose_conditions, proposed
from ..screening.services.data import PartyData, RequestData
from ..screening.services.decisions import decide
from ..screening.services.parties import add_party
from ..screening.services.requests import ask
from ..screening.services.routing import deciders_of
from ..screening.services.submission import start_research, submit
from ..screening.services.votes import cast_vote
from . import desk, lists
from .ballots import Voice, voices
from .cases import Case
from .people import People
from .words import CONDITIONS, REASONS


@dataclass(frozen=True)
class Days:
    """When a case was asked for, researched, submitted; its decision falls within the time that the matrix gives."""

    asked: date
    researched: date
    submitted: date


def days_before(decided: date, rating: str, number: int) -> Days:
    allowed = rule_for(rating, authority(decided)).working_days
    submitted = working_days_before(decided, 2 + number % max(1, allowed - 2))
    researched = working_days_before(submitted, 1 + number % 3)
    return Days(working_days_before(researched, 3 + number % 8), researched, submitted)


def request(case: Case, *, people: People, number: int, day: date) -> Screening:
    data = RequestData(
        company=case.company,
        purpose=case.purpose,
        office=case.office,
        amount_usd=case.amount,
        description=case.plan,
        emblem_use="On the project's signs and in one joint press release" if number % 3 == 0 else "",
    )
    return ask(by=people.requester(case.office, number), data=data, at=moment(day, 9, number % 60))


def to_decider(
    case: Case,
    *,
    people: People,
    known: desk.Criteria,
    number: int,
    days: Days,
    parties: tuple[PartyData, ...] = (),
    hit: bool = False,
) -> Screening:
    """Asked for, researched and submitted."""
    screening = request(case, people=people, number=number, day=days.asked)
    by = people.researcher(number)
    start_research(by=by, screening_id=screening.pk)
    for party in parties:
        add_party(by=by, screening_id=screening.pk, data=party, at=moment(days.researched, 10))
    desk.research(screening=screening, findings=case.findings, by=by, day=days.researched, known=known)
    lists.handle(screening=screening, people=people, day=days.researched, confirmed=hit)
    desk.summarise(screening=screening, rating=case.rating, by=by)
    if case.outcome == Outcome.APPROVED_WITH_CONDITIONS:
        conditions = wanted(screening, case.decided_on)
        propose_conditions(by=by, screening_id=screening.pk, conditions=conditions, on=days.researched)
    return submit(by=by, screening_id=screening.pk, at=moment(days.submitted, 15, number % 60))


def wanted(screening: Screening, decided: date) -> list[ConditionData]:
    """One or two, due some months after the decision."""
    first = screening.pk % len(CONDITIONS)
    return [
        ConditionData(text, screening.requested_by, workday(decided + timedelta(days=35 + 75 * place)), before)
        for place, (text, before) in enumerate(CONDITIONS[first : first + 2])
    ]


def to_the_end(screening: Screening, *, outcome: str, day: date) -> Screening:
    """Through every step of its route: the committee votes, the others decide."""
    while screening.state == ScreeningState.AWAITING_DECISION:
        pass_step(screening, outcome=outcome, day=day)
        screening.refresh_from_db()
    return screening


def pass_step(screening: Screening, *, outcome: str, day: date) -> None:
    step, ballot = standing(screening, on=day)
    if step is None:
        raise LookupError("A screening that was submitted has a step that waits.")
    if ballot and screening.rating != Rating.EXCLUDED:
        _ballot(screening, step, ballot, against=outcome == Outcome.REJECTED, day=day)
        return
    decide(
        by=_decider(step, ballot, day),
        screening_id=screening.pk,
        outcome=outcome,
        reason=pick(REASONS[outcome], screening.pk),
        conditions=proposed(screening, on=day) if outcome == Outcome.APPROVED_WITH_CONDITIONS else (),
        at=moment(day, 16, step.order),
    )


def _ballot(screening: Screening, step: RouteStep, ballot: Ballot, *, against: bool, day: date) -> None:
    """The votes as rows but for the last one, which closes the ballot by the service."""
    *first, last = voices(ballot.electors, against=against, number=screening.pk, day=day)
    record_votes(screening, step, first)
    cast_vote(by=last.elector.member, screening_id=screening.pk, vote=last.choice, reason=last.reason, at=last.at)


def record_votes(screening: Screening, step: RouteStep, votes: Sequence[Voice]) -> None:
    Vote.objects.bulk_create(voice.row(step) for voice in votes)
    for voice in votes:
        seat = voice.elector.seat or voice.elector.role
        verb = "screening.interest_declared" if voice.interest else "screening.voted"
        recorder.record(verb=verb, subject=screening, by=voice.elector.member, after={"seat": seat})


def _decider(step: RouteStep, ballot: Ballot | None, day: date) -> User:
    if ballot and ballot.chair:
        return ballot.chair.member
    return deciders_of(step, at=moment(day, 16))[0].user


def pick(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]
