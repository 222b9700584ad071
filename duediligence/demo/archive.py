"""The many plain decisions of two years, as rows: what the services would write, in a few statements for all of them.

The matrix routes them, the criteria rate them, and their memos are frozen as any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery

from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.workspace.demo.moments import moment

from ..clearances.services.contagion import mark_group
from ..clearances.services.grants import grant
from ..criteria.facts import Facts
from ..criteria.rating import propose
from ..criteria.routing import PlannedStep, due_after, plan_route
from ..criteria.selectors import authority
from ..enums import APPROVED_STATES, Outcome, ScreeningState, StepState
from ..models import AuthorityVersion, ListCheck, RouteStep, ScreenedParty, Screening, ScreeningMove
from ..screening.memo.freezing import freeze
from ..screening.need import propose_track
from ..screening.services.conditions import impose
from ..screening.services.parties import add_from_register
from ..screening.transitions import SCREENING
from ..watchlists.services.comparing import compare, loaded_lists
from . import desk, lists
from .ballots import Voice, electors_for, result, voices
from .cases import Case
from .people import People
from .story import Days, days_before, pick, record_votes, wanted
from .words import REASONS


@dataclass(frozen=True)
class Entry:
    """A case with its screening, and who decided it: the head of an office, or the committee by its last vote."""

    case: Case
    days: Days
    screening: Screening
    planned: PlannedStep
    head: User
    votes: list[Voice]

    @property
    def moves(self) -> list[ScreeningMove]:
        row, state = self.screening, ScreeningState
        told = (
            (state.DRAFT, state.RESEARCH, row.requested_by, row.requested_at, ""),
            (state.RESEARCH, state.AWAITING_DECISION, row.researcher, row.submitted_at, ""),
            (state.AWAITING_DECISION, state(row.state), self.head, row.decided_at, row.decision_reason),
        )
        return [
            ScreeningMove(screening=row, source=source, target=target, by=by, at=at, reason=reason)
            for source, target, by, at, reason in told
        ]


def build(cases: Sequence[Case], *, people: People, known: desk.Criteria) -> None:
    """Cases that one authority decides in one step."""
    entries = [_entry(case, number, people) for number, case in enumerate(cases)]
    Screening.objects.bulk_create(entry.screening for entry in entries)
    _look_up(entries, people)
    _research(entries, known)
    steps = RouteStep.objects.bulk_create(_step(entry) for entry in entries)
    for entry, step in zip(entries, steps, strict=True):
        record_votes(entry.screening, step, entry.votes)
    moves = [move for entry in entries for move in entry.moves]
    ScreeningMove.objects.bulk_create(moves)
    for move in moves:
        verb = SCREENING.step(move.source, move.target).verb
        recorder.record(verb=verb, subject=move.screening, by=move.by, after={"state": move.target})
    for entry in entries:
        _end(entry)


def _entry(case: Case, number: int, people: People) -> Entry:
    days = days_before(case.decided_on, case.rating, number)
    requester, researcher = people.requester(case.office, number), people.researcher(number)
    matrix = authority(case.decided_on)
    barred = {requester.pk, researcher.pk}
    (planned,) = plan_route(rating=case.rating, office=case.office, authority=matrix, on=days.submitted, barred=barred)
    votes: list[Voice] = []
    if planned.role == Role.COMMITTEE:
        against = case.outcome == Outcome.REJECTED
        votes = voices(electors_for(case.office, people), against=against, number=number, day=case.decided_on)
    screening = Screening(
        company=case.company,
        purpose=case.purpose,
        track=propose_track(case.company, case.purpose, on=days.asked).track,
        amount_usd=case.amount,
        description=case.plan,
        office=case.office,
        requested_by=requester,
        researcher=researcher,
        requested_at=moment(days.asked, 9, number % 60),
        criteria_on=days.asked,
        submitted_by=researcher,
        submitted_at=moment(days.submitted, 15, number % 60),
        **_decided(case, matrix, number, votes),
        **desk.summary(case.company, case.rating),
    )
    head = votes[-1].elector.member if votes else people.heads[planned.office.pk]
    return Entry(case, days, screening, planned, head, votes)


def _decided(case: Case, matrix: AuthorityVersion, number: int, votes: Sequence[Voice]) -> dict[str, object]:
    at = votes[-1].at if votes else moment(case.decided_on, 16, number % 60)
    return {
        "state": ScreeningState(case.outcome),
        "state_since": at,
        "decided_at": at,
        "decision_reason": result(votes) if votes else pick(REASONS[case.outcome], number),
        "authority": matrix,
        "proposed_rating": case.rating,
        "rating": case.rating,
    }


def _look_up(entries: Sequence[Entry], people: People) -> None:
    """All parties in all lists at once, each dated when its screening was asked for."""
    for entry in entries:
        add_from_register(screening=entry.screening)
    rows = ScreenedParty.objects.filter(screening__in=[entry.screening for entry in entries])
    parties = list(rows.select_related("screening").order_by("pk"))
    doubted = {hit.party.screening_id for hit in compare(rows=parties, lists=loaded_lists(), at=clock.now()).hits}
    asked = ScreenedParty.objects.filter(pk=OuterRef("party")).values(day=F("screening__requested_at"))
    ListCheck.objects.filter(party__in=parties).update(checked_at=Subquery(asked))
    for entry in entries:
        if entry.screening.pk in doubted:
            lists.handle(screening=entry.screening, people=people, day=entry.days.researched, confirmed=False)


def _research(entries: Sequence[Entry], known: desk.Criteria) -> None:
    papers = []
    for entry in entries:
        row = entry.screening
        written = desk.write(
            screening=row, findings=entry.case.findings, by=row.researcher, day=entry.days.researched, known=known
        )
        facts = Facts(
            day=entry.days.submitted,
            questions=known.asked[row.track],
            answers=written.told,
            controversies=written.controversies,
            activities=written.activities,
            isic=row.company.isic,
            sectors=known.sectors,
        )
        if (rating := propose(facts).rating) != row.rating:
            raise ValueError(f"{row.company}: planned as {row.rating}, and rated {rating}.")
        papers.append(written)
    desk.keep(papers)


def _step(entry: Entry) -> RouteStep:
    row, planned = entry.screening, entry.planned
    return RouteStep(
        screening=row,
        order=planned.order,
        rating=row.rating,
        role=planned.role,
        office=planned.office,
        decides=planned.decides,
        authority=row.authority,
        rule=planned.rule,
        state=StepState.DONE,
        opened_at=row.submitted_at,
        due_on=due_after(row.submitted_at, planned.working_days),
        decided_by=entry.head,
        decided_at=row.decided_at,
        outcome=row.state,
        reason=row.decision_reason,
    )


def _end(entry: Entry) -> None:
    """As `decisions.settle` ends: conditions, clearance or the look at its group, memo."""
    row = entry.screening
    at = row.decided_at
    if row.state == ScreeningState.APPROVED_WITH_CONDITIONS:
        impose(row, conditions=wanted(row, entry.case.decided_on))
    if row.state in APPROVED_STATES:
        grant(screening=row, by=entry.head, on_behalf_of=None, at=at)
    else:
        mark_group(screening=row, cause="rejected", at=at)
    freeze(screening=row, at=at)
