"""CREST as its evaluation tells it: 19 partnerships in six countries, private contributions to match SEK 52,086,020,
of which 92 per cent are secured (domain.md section 4). The companies and the days are invented.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta

from crm.rates.selectors import convert
from crm.workspace.demo.moments import moment, workday
from crm.workspace.demo.organisation import Organisation
from crm.workspace.demo.places import CREST as COUNTRIES
from duediligence.models import Clearance

from ..enums import AgreementKind, Disclosure, EngagementType, Modality, RenewalMode, Stage
from ..models import Programme
from .plans import Paper, Part, Plan
from .pool import Pool
from .trail import tell
from .words import CREST_TEXT, CREST_TITLES
from .writing import stamped

PARTNERSHIPS = 19
TARGET, CURRENCY = Decimal("52086020"), "SEK"
SECURED = Decimal("0.92")
DONOR = "Embassy of Sweden, Bangkok"
# Of what is secured, in per mille: what each of the companies pledged.
SHARES = (80, 75, 70, 70, 65, 60, 60, 55, 55, 50, 50, 50, 45, 45, 40, 40, 35, 30, 25)
# The first pledge is in USD: it makes the sum exact.
CURRENCIES = ("USD", "SEK", "EUR", "USD", "JPY", "USD")
# What one donor line pays for, and may not.
NOT_FOR_DONORS = ("Fees of the company's own auditors", Decimal(120_000))


def programme(organisation: Organisation, *, today: date) -> Programme:
    """In the middle of its time."""
    began = today.replace(day=1) - relativedelta(months=23)
    row = stamped(
        Programme,
        moment(began, 9),
        name="CREST",
        donor=DONOR,
        office=organisation.regions["ROAP"],
        starts_on=began,
        ends_on=began + relativedelta(months=48) - timedelta(days=1),
        **convert(TARGET, CURRENCY, on=began).columns("target"),
    )
    row.save()
    by = organisation.staff[organisation.regions["ROAP"].pk][1]
    tell(moment(began, 9), verb="programme.added", subject=row, by=by, after={"name": row.name})
    return row


def plans(pool: Pool, organisation: Organisation, crest: Programme, *, today: date) -> list[Plan]:
    clearances = pool.crest(COUNTRIES, number=PARTNERSHIPS)
    if len(clearances) < PARTNERSHIPS:
        raise LookupError("CREST needs a clearance in force for each of its partnerships.")
    pledges = secured(crest.target_usd)
    return [
        _plan(clearance, place=place, pledge=pledge, pool=pool, organisation=organisation, crest=crest, today=today)
        for place, (clearance, pledge) in enumerate(zip(clearances, pledges, strict=True))
    ]


def secured(target_usd: Decimal) -> list[Decimal]:
    """In USD, to the cent 92 per cent of the target."""
    whole = (target_usd * SECURED).quantize(Decimal("0.01"), ROUND_HALF_UP)
    parts = [(whole * share / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP) for share in SHARES[1:]]
    return [whole - sum(parts), *parts]


def _plan(
    clearance: Clearance,
    *,
    place: int,
    pledge: Decimal,
    pool: Pool,
    organisation: Organisation,
    crest: Programme,
    today: date,
) -> Plan:
    office, company = clearance.screening.office, clearance.company
    signed = workday(max(clearance.valid_from, crest.starts_on or today) + timedelta(days=12 + place))
    people, home = organisation.staff[office.pk], company.country.code
    countries = {home, COUNTRIES[(COUNTRIES.index(home) + 1 + place) % len(COUNTRIES)]} if place % 3 == 0 else {home}
    regional = organisation.regions["ROAP"]
    paper = Paper(
        kind=AgreementKind.SERVICE if place % 2 else AgreementKind.MEMORANDUM,
        since=clearance.valid_from,
        signed_on=signed,
        ends_on=crest.ends_on,
        renewal=RenewalMode.DECISION,
        nda=place % 3 == 1,
    )
    return Plan(
        title=f"{CREST_TITLES[place % len(CREST_TITLES)]} · {' '.join(company.legal_name.split()[:2])}",
        type=EngagementType.ADVOCACY if place % 3 else EngagementType.IMPLEMENTATION,
        stage=Stage.ACTIVE,
        office=office,
        parts=(Part(company, pledge.quantize(Decimal(1), ROUND_HALF_UP), clearance, signed),),
        began=workday(signed - timedelta(days=120 + 5 * place)),
        moved=signed,
        lead=people[-1],
        modality=Modality.SHARED_VALUE,
        text=CREST_TEXT,
        theme=("ethical-recruitment", "counter-trafficking")[place % 2],
        sdgs=(5, 8, 10, 16)[place % 2 :],
        countries=tuple(countries),
        ends_on=crest.ends_on,
        offices=(regional,) if place % 3 == 0 else (),
        colleagues=tuple(organisation.staff[regional.pk][1:2]),
        contacts=tuple(pool.people.get(company.pk, ())[:2]),
        disclosure=(Disclosure.PUBLIC, Disclosure.MINIMUM, Disclosure.INTERNAL)[place % 3],
        programme=crest,
        expected=pledge,
        paper=paper,
        indicator=("Workers recruited without paying a fee", "people"),
    )
