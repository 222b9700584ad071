"""The 63 screenings that were decided, as many as the source counts, and what each of them is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dateutil.relativedelta import relativedelta

from crm.accounts.models import Office
from crm.companies.models import Company
from crm.workspace.demo.moments import workday
from crm.workspace.demo.places import HOME

from ..enums import Outcome, Purpose, Rating
from .companies import Companies
from .findings import Findings, found
from .words import PLANS

AMOUNTS = (5_000, 12_000, 25_000, 60_000, 150_000, 400_000, 1_200_000)
# How many of each rating ended how, and how many days ago those were decided whose date matters.
LOW = {Outcome.APPROVED: 22, Outcome.APPROVED_WITH_CONDITIONS: 2, Outcome.REJECTED: 1}
MEDIUM = {Outcome.APPROVED: 11, Outcome.APPROVED_WITH_CONDITIONS: 5, Outcome.REJECTED: 2}
HIGH = (
    (Outcome.APPROVED_WITH_CONDITIONS, 655),
    (Outcome.APPROVED, 540),
    (Outcome.APPROVED_WITH_CONDITIONS, 430),
    (Outcome.REJECTED, 310),
    (Outcome.APPROVED, 245),
    (Outcome.APPROVED_WITH_CONDITIONS, 197),
    (Outcome.APPROVED_WITH_CONDITIONS, 172),
    (Outcome.REJECTED, 130),
    (Outcome.APPROVED, 75),
    (Outcome.APPROVED_WITH_CONDITIONS, 24),
)
# Of the low and the medium ones that were approved, the first are of CREST's companies, one for each of its
# partnerships; then come some of the first office, whose people are the ones that are named when the demo starts.
CREST = {
    Rating.LOW: ["VN", "VN", "MY", "MY", "PH", "PH", "HK", "TH", "BD"],
    Rating.MEDIUM: ["BD", "BD", "BD", "HK", "HK", "TH", "TH", "PH", "MY", "VN"],
}
CREST_AMOUNT = Decimal(600_000)
AIRLINE = "airline"
AT_HOME = {Rating.LOW: [AIRLINE, "UG", "TZ", "ET"], Rating.MEDIUM: [HOME]}
VERY_HIGH = (
    (Outcome.APPROVED_WITH_CONDITIONS, 470),
    (Outcome.APPROVED_WITH_CONDITIONS, 112),
    (Outcome.REJECTED, 52),
)


@dataclass(frozen=True)
class Case:
    """`decided_on` is the day of the decision, or of the last thing that happened to one that is open."""

    company: Company
    office: Office
    rating: str
    outcome: str
    decided_on: date
    purpose: str = Purpose.PARTNERSHIP
    amount: Decimal = Decimal(0)
    plan: str = ""
    # One authority decided it in one step, and there is nothing more to tell of it.
    plain: bool = False
    findings: Findings = field(default_factory=Findings)


class Planner:
    """Draws companies, offices and plans; the same ones for the same day."""

    def __init__(self, companies: Companies, rng: Random, today: date) -> None:
        self.companies, self.rng, self.today = companies, rng, today
        self.made = 0

    def case(self, rating: str, outcome: str, day: date, *, country: str = "") -> Case:
        company = self.companies.take(risky=rating == Rating.MEDIUM, country=country)
        return self.about(company, rating, outcome, day)

    def about(self, company: Company, rating: str, outcome: str, day: date) -> Case:
        self.made += 1
        return Case(
            company=company,
            office=self.companies.office_for(company, regional=rating != Rating.LOW and self.made % 6 == 0),
            rating=rating,
            outcome=outcome,
            decided_on=workday(day),
            purpose=Purpose.DONATION if self.rng.random() < 0.35 else Purpose.PARTNERSHIP,
            amount=Decimal(self.rng.choice(AMOUNTS)),
            plan=self.rng.choice(PLANS),
            findings=found(rating, self.made),
        )

    def days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def decided(planner: Planner) -> list[Case]:
    """In the order in which they were decided."""
    today = planner.today
    plain = [*_of_one_office(planner, Rating.LOW, LOW), *_of_one_office(planner, Rating.MEDIUM, MEDIUM)]
    plain += _of_the_committee(planner, Rating.HIGH, HIGH)
    expiring = today + timedelta(days=20) - relativedelta(months=12)
    plain.append(planner.case(Rating.HIGH, Outcome.APPROVED_WITH_CONDITIONS, expiring))
    cases = [replace(case, plain=True) for case in plain]
    cases += _of_the_committee(planner, Rating.VERY_HIGH, VERY_HIGH)
    return sorted([*cases, *_told(planner)], key=lambda case: case.decided_on)


def _of_one_office(planner: Planner, rating: Rating, outcomes: dict[Outcome, int]) -> Iterator[Case]:
    """What a chief of mission or a regional director decides."""
    crest, home = iter(CREST[rating]), iter(AT_HOME[rating])
    for outcome, number in outcomes.items():
        for _ in range(number):
            country = next(crest, "")
            own = "" if country else next(home, "")
            day = planner.days_ago(planner.rng.randint(90 if country or own else 12, 690))
            if own == AIRLINE:
                case = planner.about(planner.companies.airline, rating, outcome, day)
            else:
                case = planner.case(rating, outcome, day, country=country or own)
            if country:
                case = replace(case, amount=CREST_AMOUNT)
            if country or own:
                office = planner.companies.offices[country or HOME]
                case = replace(case, office=office, purpose=Purpose.PARTNERSHIP)
            yield case


def _of_the_committee(planner: Planner, rating: Rating, ends: Iterable[tuple[Outcome, int]]) -> list[Case]:
    """The first ones were for partnerships: their clearances have expired since, and something runs on."""
    cases = [planner.case(rating, outcome, planner.days_ago(days)) for outcome, days in ends]
    long_ago = planner.days_ago(366)
    return [replace(each, purpose=Purpose.PARTNERSHIP) if each.decided_on < long_ago else each for each in cases]


def _told(planner: Planner) -> list[Case]:
    """Those with a story of their own."""
    companies = planner.companies
    hit, cleared = (
        planner.about(company, rating, outcome, planner.days_ago(days))
        for company, rating, outcome, days in (
            (companies.listed, Rating.VERY_HIGH, Outcome.REJECTED, 205),
            (companies.mistaken, Rating.LOW, Outcome.APPROVED, 95),
        )
    )
    arms = planner.about(companies.arms_maker, Rating.EXCLUDED, Outcome.REJECTED, planner.days_ago(33))
    tobacco = planner.case(Rating.EXCLUDED, Outcome.REJECTED, planner.days_ago(365))
    start_up = planner.about(companies.start_up, Rating.MEDIUM, Outcome.APPROVED_WITH_CONDITIONS, planner.days_ago(44))
    singer = planner.about(companies.singer, Rating.MEDIUM, Outcome.APPROVED, planner.days_ago(66))
    return [
        replace(hit, findings=Findings()),
        cleared,
        replace(arms, findings=Findings(answers={"arms": "62"}, sells=(("Armoured vehicles", "C25", 62),))),
        replace(tobacco, findings=Findings(answers={"tobacco": "yes"}, sells=(("Cigarettes", "C12", 71),))),
        replace(start_up, purpose=Purpose.PARTNERSHIP, findings=Findings(answers={"public-office": "yes"})),
        replace(
            singer, purpose=Purpose.AMBASSADOR, amount=Decimal(0), findings=Findings(answers={"endorsement": "yes"})
        ),
    ]
