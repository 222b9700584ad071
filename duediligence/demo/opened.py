"""What is under way on the day of the demo: something in every state, with every authority."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from crm.workspace.demo.moments import moment, workday

from ..enums import Outcome, Purpose, Rating, VoteChoice
from ..models import Screening
from ..screening.selectors.routes import standing
from ..screening.services.data import RequestData
from ..screening.services.decisions import return_screening, withdraw
from ..screening.services.requests import start_draft
from ..screening.services.submission import start_research
from ..screening.services.votes import cast_vote
from . import desk
from .cases import Case, Planner
from .findings import Findings
from .people import People
from .story import Days, days_before, pass_step, request, to_decider
from .words import PLANS, REASONS, VOTES


class Opened:
    """Makes each of them; `number` keeps requesters, researchers and hours apart."""

    def __init__(self, planner: Planner, people: People, known: desk.Criteria, today: date) -> None:
        self.planner, self.people, self.known, self.today = planner, people, known, today
        self.number = 100

    def build(self) -> None:
        self._drafts()
        self._at_the_desk()
        self._with_deciders()
        self._given_back()

    def _case(self, rating: str, days_ago: int, *, country: str = "") -> Case:
        self.number += 1
        outcome = Outcome.APPROVED_WITH_CONDITIONS if rating != Rating.LOW else Outcome.APPROVED
        return self.planner.case(rating, outcome, self._day(days_ago), country=country)

    def _at_home(self, rating: str, days_ago: int) -> Case:
        """One of the first office, whose people are the ones that are named when the demo starts."""
        home = self.people.offices[0]
        return replace(self._case(rating, days_ago, country=home.country.code), office=home)

    def _day(self, days_ago: int) -> date:
        return workday(self.today - timedelta(days=days_ago))

    def _drafts(self) -> None:
        for days_ago, plan in ((1, ""), (6, PLANS[0])):
            case = self._at_home(Rating.LOW, days_ago)
            data = RequestData(case.company, case.purpose, case.office, amount_usd=case.amount, description=plan)
            start_draft(by=self.people.requester(case.office, 0), data=data, at=moment(case.decided_on, 9))

    def _at_the_desk(self) -> None:
        """Not taken yet, half answered, overdue, and one with a hit that is open."""
        self._asked(self._at_home(Rating.LOW, 1))
        self._asked(self._case(Rating.MEDIUM, 2))
        self._researched(self._case(Rating.MEDIUM, 9), share=0.5)
        self._researched(self._case(Rating.HIGH, 33), share=0.8)
        doubtful = self.planner.about(self.planner.companies.doubtful, Rating.LOW, Outcome.APPROVED, self._day(5))
        self._researched(doubtful, share=0.6)

    def _asked(self, case: Case) -> Screening:
        return request(case, people=self.people, number=self.number, day=case.decided_on)

    def _researched(self, case: Case, *, share: float) -> None:
        screening = self._asked(case)
        by = self.people.researcher(self.number)
        start_research(by=by, screening_id=screening.pk)
        day = workday(case.decided_on + timedelta(days=1))
        desk.research(
            screening=screening,
            findings=case.findings,
            by=by,
            day=max(day, case.decided_on),
            known=self.known,
            share=share,
        )

    def _submitted(self, case: Case) -> Screening:
        """On the day of the case."""
        before = days_before(case.decided_on, case.rating, self.number)
        days = Days(before.asked, before.submitted, case.decided_on)
        return to_decider(case, people=self.people, known=self.known, number=self.number, days=days)

    def _with_deciders(self) -> None:
        self._submitted(self._at_home(Rating.LOW, 2))
        self._submitted(self._case(Rating.LOW, 12))
        self._submitted(self._at_home(Rating.MEDIUM, 4))
        self._submitted(self._ambassador())
        self._submitted(self._case(Rating.HIGH, 3))
        self._vote(self._submitted(self._case(Rating.HIGH, 8)), voices=2)
        recommended = self._submitted(self._case(Rating.VERY_HIGH, 15))
        pass_step(recommended, outcome=Outcome.APPROVED_WITH_CONDITIONS, day=self._day(7))
        self._submitted(self._case(Rating.VERY_HIGH, 2))

    def _ambassador(self) -> Case:
        self.number += 1
        actor = self.planner.companies.actor
        case = self.planner.about(actor, Rating.MEDIUM, Outcome.APPROVED_WITH_CONDITIONS, self._day(3))
        findings = Findings(answers={"endorsement": "yes"})
        return replace(case, purpose=Purpose.AMBASSADOR, amount=Decimal(0), findings=findings)

    def _vote(self, screening: Screening, *, voices: int) -> None:
        day = self._day(2)
        _step, ballot = standing(screening, on=day)
        for place, elector in enumerate(ballot.electors[:voices] if ballot else ()):
            choice = (VoteChoice.APPROVE, VoteChoice.REJECT)[place % 2]
            reason, at = VOTES[choice][0], moment(day, 10 + place)
            cast_vote(by=elector.member, screening_id=screening.pk, vote=choice, reason=reason, at=at)

    def _given_back(self) -> None:
        returned = self._submitted(self._case(Rating.HIGH, 14))
        day = self._day(4)
        step, ballot = standing(returned, on=day)
        if step and ballot and ballot.chair:
            chair = ballot.chair.member
            reason = REASONS["returned"][0]
            return_screening(by=chair, screening_id=returned.pk, reason=reason, at=moment(day, 11))
        for screening, days_ago, reason in (
            (self._asked(self._case(Rating.LOW, 80)), 71, "The company has chosen another partner."),
            (self._submitted(self._case(Rating.MEDIUM, 50)), 46, "The project was not funded."),
        ):
            at = moment(self._day(days_ago), 10)
            withdraw(by=screening.requested_by, screening_id=screening.pk, reason=reason, at=at)
