"""What would happen: who would decide, by when, what is blocked meanwhile, and whether anything is needed at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from crm.accounts.models import Office, User
from crm.accounts.selectors import Decider
from crm.companies.models import Company
from crm.core import clock

from ...clearance import current
from ...criteria.rating import propose
from ...criteria.routing import PlannedStep, able_deciders, invited, plan_route, rule_for
from ...criteria.selectors import authority
from ...enums import DECIDABLE, Purpose, Rating, RouteRule, authority_label
from ...models import AuthorityVersion, Clearance, Screening
from .facts import facts_of


@dataclass(frozen=True)
class Step:
    """A step of the way with the people who could take it today, and those whom a committee invites to vote."""

    planned: PlannedStep
    people: list[Decider]
    due_on: date
    invited: list[Decider]

    @property
    def role(self) -> str:
        return str(authority_label(self.planned.role))

    @property
    def why(self) -> str:
        """Why it is not the authority that the matrix names; mostly nothing."""
        return "" if self.planned.rule == RouteRule.MATRIX else str(RouteRule(self.planned.rule).label)


@dataclass(frozen=True)
class Way:
    """The way to a decision where the rating is this one."""

    rating: Rating
    steps: list[Step]
    validity_months: int

    @property
    def may_be_approved(self) -> bool:
        return self.rating in DECIDABLE


@dataclass(frozen=True)
class Simulation:
    company: Company
    ways: list[Way]
    matrix: AuthorityVersion
    research_due_on: date
    screening: Screening | None
    covered_by: Clearance | None
    others: list[tuple[Clearance, str]]
    blocked: str


@dataclass(frozen=True)
class Question:
    """This company, this purpose, this amount, this office; a rating that is presumed, or the latest screening's."""

    company: Company
    purpose: str
    amount: Decimal
    office: Office
    rating: str = ""


def simulate(asked: Question, *, by: User, on: date) -> Simulation:
    """As if `by` asked for the screening today; whoever asks never decides."""
    matrix = authority(on)
    latest = Screening.objects.visible_to(by).filter(company=asked.company).select_related("company").first()
    covered_by = current(asked.company, purpose=asked.purpose, amount=asked.amount, on=on)
    research_due_on = clock.add_working_days(on, matrix.research_working_days)
    return Simulation(
        company=asked.company,
        ways=[
            _way(rating, asked, matrix=matrix, by=by, start=research_due_on, on=on)
            for rating in _ratings(asked, latest)
        ],
        matrix=matrix,
        research_due_on=research_due_on,
        screening=latest,
        covered_by=covered_by,
        others=_others(asked, covered_by, on),
        blocked="" if covered_by else _blocked(asked.purpose),
    )


def _ratings(asked: Question, latest: Screening | None) -> Sequence[Rating]:
    """The one that is presumed; else what the latest screening says; else every one that there is."""
    if asked.rating:
        return [Rating(asked.rating)]
    if latest is None:
        return list(DECIDABLE)
    return [Rating(latest.rating) if latest.rating else propose(facts_of(latest)).rating]


def _way(rating: Rating, asked: Question, *, matrix: AuthorityVersion, by: User, start: date, on: date) -> Way:
    barred = [by.pk]
    steps, due_on = [], start
    for planned in plan_route(rating=rating, office=asked.office, authority=matrix, on=on, barred=barred):
        due_on = clock.add_working_days(due_on, planned.working_days)
        people = able_deciders(planned.role, planned.office, on, barred)
        steps.append(Step(planned, people, due_on, invited(planned.role, asked.office, on, barred)))
    return Way(rating, steps, rule_for(rating, matrix).validity_months)


def _others(asked: Question, covered_by: Clearance | None, on: date) -> list[tuple[Clearance, str]]:
    """The company's other clearances in force, each with why it does not cover this."""
    found = Clearance.objects.filter(company=asked.company).in_force(on=on)
    return [(each, _why_not(each, asked)) for each in found if each != covered_by]


def _why_not(clearance: Clearance, asked: Question) -> str:
    if asked.purpose not in clearance.purposes:
        return _("It is for another purpose.")
    if clearance.amount_ceiling < asked.amount:
        return _("The amount lies above its ceiling.")
    return _("It ends sooner.")


def _blocked(purpose: str) -> str:
    sentences: dict[str, Any] = {
        Purpose.PARTNERSHIP: _("Until then talks may go on, but nothing is signed and no partnership becomes active."),
        Purpose.DONATION: _("Until then a donation may be announced and recorded, but it is not accepted."),
        Purpose.AMBASSADOR: _("Until then nobody is named ambassador, and the name and emblem are not lent."),
    }
    return str(sentences[purpose])
