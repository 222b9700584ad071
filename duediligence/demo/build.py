"""Fills the demo organisation with due diligence; part of `load_demo`."""

from datetime import date
from random import Random

from crm.companies.models import Company
from crm.notifications.models import Notification, OutgoingMessage
from crm.workspace.demo.organisation import Organisation
from crm.workspace.demo.register import Register

from ..enums import EntryKind, Outcome, PartyRole, Rating
from ..models import Screening
from ..screening.services.data import PartyData
from . import archive, desk, lists, people, watching
from .cases import Case, Planner, decided
from .companies import Companies
from .opened import Opened
from .story import days_before, to_decider, to_the_end

SEED = 63


def build(*, organisation: Organisation, register: Register, today: date) -> dict[str, int]:
    """Draws from numbers of its own, so that the rest of the demo stays as it is."""
    rng = Random(SEED)
    offices = [*organisation.countries.values(), *organisation.regions.values()]
    acting = people.find(offices=offices)
    companies = Companies(register.companies, acting.offices, rng, today)
    planner = Planner(companies, rng, today)
    alike = [companies.listed, companies.mistaken, companies.doubtful]
    lists.load(people=acting, alike=alike, today=today)
    known = desk.criteria(today)
    cases = decided(planner)
    archive.build([case for case in cases if case.plain], people=acting, known=known)
    for number, case in enumerate(case for case in cases if not case.plain):
        _decide(case, number, acting, companies, known)
    watching.build(people=acting, today=today)
    _forget_what_was_told()
    Opened(planner, acting, known, today).build()
    return {"companies": Company.objects.count(), "screenings": Screening.objects.count()}


def hold_back(*, organisation: Organisation, register: Register, today: date) -> dict[str, int]:
    """What happened to clearances after something ran under them: a part of its own, since it comes last."""
    acting = people.find(offices=[*organisation.countries.values(), *organisation.regions.values()])
    watching.hold_back(people=acting, today=today)
    _forget_what_was_told()
    return {}


def _decide(case: Case, number: int, acting: people.People, companies: Companies, known: desk.Criteria) -> None:
    screening = to_decider(
        case,
        people=acting,
        known=known,
        number=number,
        days=days_before(case.decided_on, case.rating, number),
        parties=_parties(case, companies),
        hit=case.company == companies.listed,
    )
    if screening.rating != case.rating:
        raise ValueError(f"{case.company}: planned as {case.rating}, and rated {screening.rating}")
    to_the_end(screening, outcome=Outcome(case.outcome), day=case.decided_on)


def _parties(case: Case, companies: Companies) -> tuple[PartyData, ...]:
    if case.company == companies.start_up:
        return (
            PartyData("Wanjiru Achieng Mbeki", PartyRole.FOUNDER, country="KE", birth_date="1991"),
            PartyData(companies.earlier, PartyRole.EARLIER_COMPANY, EntryKind.ORGANISATION, country="KE"),
        )
    if case.rating == Rating.VERY_HIGH:
        owner = f"{case.company.legal_name.split()[0]} Beteiligungen"
        return (PartyData(owner, PartyRole.OWNER, EntryKind.ORGANISATION, source="Annual report"),)
    return ()


def _forget_what_was_told() -> None:
    """Of two years nobody has unread notices, and no letter about them goes out today."""
    Notification.objects.all().delete()
    OutgoingMessage.objects.all().delete()
