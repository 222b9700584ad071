"""Companies and the people in them: 400 invented ones, in all states."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from crm.accounts.models import Office, User
from crm.companies.enums import (
    CompanyKind,
    CompanyStatus,
    Consent,
    FoundBy,
    GlobalCompact,
    InterestLevel,
    MaturityLevel,
    NameKind,
    RegistrationKind,
    Size,
)
from crm.companies.models import (
    Affiliation,
    Company,
    CompanyName,
    ConsentRecord,
    Contact,
    Interest,
    MaturityAssessment,
    Registration,
    Tag,
    Theme,
)
from crm.core import clock
from crm.core.text import fold

from .organisation import Organisation
from .places import REGION_OF
from .scripts import Scripts
from .words import FAMILY, GIVEN, LEGAL_FORMS, POSTS, ROOTS, TAGS, TRADES

# Of which so many were entered a second time, under another spelling.
COMPANIES, TWICE = 400, 8


def morning(day: date) -> datetime:
    """An hour of that day at which somebody may have written something down; never one that is still to come."""
    return min(datetime.combine(day, time(8 + day.toordinal() % 9, day.toordinal() % 60), UTC), clock.now())


@dataclass
class Register:
    companies: list[Company]
    people: dict[int, list[Contact]]


def build(*, organisation: Organisation, rng: Random, today: date) -> Register:
    companies = _companies(organisation, rng, today)
    Company.objects.bulk_create(companies)
    _groups(companies, rng)
    _details(companies, organisation, rng, today)
    return Register(companies, _contacts(companies, organisation, rng, today))


def _companies(organisation: Organisation, rng: Random, today: date) -> list[Company]:
    offices = list(organisation.countries.values())
    names: set[str] = set()
    made: list[Company] = []
    while len(made) < COMPANIES - TWICE:
        office = rng.choice(offices)
        sector, words = rng.choice(TRADES)
        kind = rng.choices(list(CompanyKind), weights=[82, 9, 6, 3])[0]
        name = _name(kind, office, words.split(), rng)
        if fold(name) in names:
            continue
        names.add(fold(name))
        made.append(_company(name, kind, sector, office, organisation, rng, today, len(made)))
    return made + _entered_twice(made, organisation, rng, today)


def _entered_twice(companies: list[Company], organisation: Organisation, rng: Random, today: date) -> list[Company]:
    """What two colleagues wrote of one company: without its legal form, with letters exchanged, or in one word."""
    offices = {office.country.code: office for office in organisation.countries.values()}
    once = [company for company in companies if company.kind == CompanyKind.COMPANY][:TWICE]
    made = []
    for number, company in enumerate(once):
        root, trade, form = company.legal_name.split(maxsplit=2)
        exchanged = f"{root[:3]}{root[4]}{root[3]}{root[5:]}"
        name = (f"{root} {trade}", f"{exchanged} {trade} {form}", f"{root}{trade.lower()} {form}")[number % 3]
        office = offices[company.country.code]
        made.append(
            _company(name, company.kind, company.isic, office, organisation, rng, today, len(companies) + number)
        )
    return made


def _name(kind: str, office: Office, words: list[str], rng: Random) -> str:
    root, trade = rng.choice(ROOTS), rng.choice(words)
    region = REGION_OF[office.code]
    if kind == CompanyKind.FOUNDATION:
        return f"{'Fondation' if region == 'ROWCA' else 'Fundación' if region == 'ROSAM' else ''} {root}".strip() + (
            "" if region in ("ROWCA", "ROSAM") else " Foundation"
        )
    if kind == CompanyKind.ASSOCIATION:
        return f"{root} {trade} Association"
    if kind == CompanyKind.INDIVIDUAL:
        return f"{rng.choice(GIVEN[region])} {rng.choice(FAMILY[region])}"
    return f"{root} {trade} {rng.choice(LEGAL_FORMS[region])}"


def _company(
    name: str, kind: str, sector: str, office: Office, organisation: Organisation, rng: Random, today: date, number: int
) -> Company:
    lead = rng.choice(organisation.staff[office.pk]) if rng.random() < 0.7 else None
    status = rng.choices(list(CompanyStatus), weights=[34, 46, 12, 4, 4])[0]
    person = kind == CompanyKind.INDIVIDUAL
    entered = today - timedelta(days=rng.randint(740, 1100))
    changed = today - timedelta(days=min(730, int(rng.expovariate(1 / 120)) + 1))
    return Company(
        created_at=morning(entered),
        updated_at=morning(changed),
        legal_name=name,
        sort_name=fold(name),
        kind=kind,
        status=status,
        status_reason=_reason(status, rng),
        country=office.country,
        city=office.city,
        isic="" if person else sector,
        size="" if person else rng.choice(list(Size)),
        founded=None if person else rng.randint(1925, today.year - 1),
        website="" if person else f"https://{fold(name).replace(' ', '-')}.example",
        lei=_lei(number) if not person and rng.random() < 0.25 else "",
        global_compact=rng.choices(list(GlobalCompact), weights=[50, 25, 18, 4, 3])[0],
        state_share=rng.choice([None] * 9 + [20, 51]),
        found_by=rng.choice(list(FoundBy)),
        lead_office=office if lead or rng.random() < 0.3 else None,
        relationship_lead=lead,
        description="" if rng.random() < 0.4 else f"Works in {office.city} and neighbouring places.",
        created_by=lead,
    )


def _reason(status: str, rng: Random) -> str:
    if status != CompanyStatus.DO_NOT_APPROACH:
        return ""
    return rng.choice(["They asked not to be approached before the end of the year.", "Under review at headquarters."])


def _lei(number: int) -> str:
    """Eighteen characters and two check digits (ISO 17442)."""
    base = f"5493DEMO{number:010}"
    digits = "".join(str(int(c, 36)) for c in base + "00")
    return f"{base}{98 - int(digits) % 97:02}"


def _groups(companies: list[Company], rng: Random) -> None:
    """Thirty groups of two to six companies, some of them three levels deep."""
    pool = [c for c in companies if c.kind == CompanyKind.COMPANY]
    rng.shuffle(pool)
    changed = []
    for _ in range(30):
        members = [pool.pop() for _ in range(rng.randint(2, 6))]
        for place, member in enumerate(members[1:], start=1):
            member.parent = members[0] if place < 3 else members[rng.randint(0, 1)]
            changed.append(member)
    Company.objects.bulk_update(changed, ["parent"])


def _details(companies: list[Company], organisation: Organisation, rng: Random, today: date) -> None:
    tags = [Tag.objects.get_or_create(name=name)[0] for name in TAGS]
    themes = list(Theme.objects.order_by("code"))
    regions: list[Office | None] = [None, *organisation.regions.values()]
    names, numbers, interests, maturities, tagged = [], [], [], [], []
    scripts = Scripts()
    for company in companies:
        someone = company.relationship_lead or rng.choice(organisation.staff[organisation.hq.pk])
        names += _other_names(company, scripts, rng, today)
        if rng.random() < 0.5:
            numbers.append(
                Registration(
                    company=company,
                    kind=RegistrationKind.NATIONAL,
                    country=company.country,
                    number=f"{company.country.code}-{rng.randint(10_000, 999_999)}",
                )
            )
        interests += _interests(company, themes, regions, someone, rng, today)
        maturities += _maturity(company, someone, rng, today)
        tagged += [Company.tags.through(company=company, tag=tag) for tag in rng.sample(tags, rng.choice([0, 0, 1, 2]))]
    CompanyName.objects.bulk_create(names)
    Registration.objects.bulk_create(numbers)
    Interest.objects.bulk_create(interests)
    MaturityAssessment.objects.bulk_create(maturities)
    Company.tags.through.objects.bulk_create(tagged)


def _other_names(company: Company, scripts: Scripts, rng: Random, today: date) -> list[CompanyName]:
    made: list[tuple[str, NameKind, date | None]] = []
    first, trade = company.legal_name.split()[:2]
    if company.kind == CompanyKind.COMPANY and rng.random() < 0.35:
        made.append((f"{first} {trade} {company.city}", NameKind.TRADING, None))
    if company.kind == CompanyKind.COMPANY and rng.random() < 0.12:
        former = f"{rng.choice(ROOTS)} {trade}"
        made.append((former, NameKind.FORMER, today - timedelta(days=rng.randint(200, 4000))))
    native = scripts.name(company.country.code, company.legal_name) if rng.random() < 0.5 else ""
    if native:
        made.append((native, NameKind.OTHER_SCRIPT, None))
    return [CompanyName(company=company, name=n, sort_name=fold(n), kind=k, until=u) for n, k, u in made]


def _interests(
    company: Company, themes: list[Theme], regions: list[Office | None], by: User, rng: Random, today: date
) -> list[Interest]:
    chosen = rng.sample(themes, min(len(themes), rng.choice([0, 1, 1, 2, 3])))
    return [
        Interest(
            company=company,
            theme=theme,
            region=rng.choice(regions),
            level=rng.choice(list(InterestLevel)),
            source=rng.choice(["Their sustainability report", "Said in a meeting", "Their website"]),
            noted_by=by,
            noted_on=today - timedelta(days=rng.randint(5, 700)),
        )
        for theme in chosen
    ]


def _maturity(company: Company, by: User, rng: Random, today: date) -> list[MaturityAssessment]:
    levels = list(MaturityLevel)
    level, found = rng.randint(0, 2), []
    for years_ago in range(rng.choice([0, 0, 1, 2]), 0, -1):
        found.append(
            MaturityAssessment(
                company=company,
                level=levels[level],
                assessed_by=by,
                evidence="Published a human rights policy and reports on it each year.",
                assessed_on=today - timedelta(days=365 * years_ago - rng.randint(0, 200)),
            )
        )
        level = min(level + 1, 3)
    return found


def _contacts(
    companies: list[Company], organisation: Organisation, rng: Random, today: date
) -> dict[int, list[Contact]]:
    contacts: list[Contact] = []
    links: list[Affiliation] = []
    by_company: dict[int, list[Contact]] = {}
    for company in companies:
        for _ in range(rng.choices([0, 1, 2, 3, 4, 5], weights=[8, 22, 30, 22, 12, 6])[0]):
            contact = _contact(company, len(contacts), organisation, rng, today)
            contacts.append(contact)
            gone = rng.random() < 0.12
            since = today - timedelta(days=rng.randint(400, 3000))
            until = today - timedelta(days=rng.randint(10, 390)) if gone else None
            links.append(
                Affiliation(contact=contact, company=company, title=rng.choice(POSTS), since=since, until=until)
            )
            if gone and rng.random() < 0.5:
                links.append(
                    Affiliation(contact=contact, company=rng.choice(companies), title=rng.choice(POSTS), since=until)
                )
            if not gone:
                by_company.setdefault(company.pk, []).append(contact)
    Contact.objects.bulk_create(contacts)
    Affiliation.objects.bulk_create(links)
    ConsentRecord.objects.bulk_create(
        ConsentRecord(
            contact=c,
            state=c.consent,
            on=today - timedelta(days=rng.randint(5, 600)),
            how="In writing, by e-mail",
            noted_by=c.created_by,
        )
        for c in contacts
        if c.consent != Consent.UNKNOWN
    )
    return by_company


def _contact(company: Company, number: int, organisation: Organisation, rng: Random, today: date) -> Contact:
    region = REGION_OF[company.country.code]
    name = f"{rng.choice(GIVEN[region])} {rng.choice(FAMILY[region])}"
    stop = rng.random() < 0.03
    entered = morning(today - timedelta(days=rng.randint(300, 735)))
    return Contact(
        created_at=entered,
        updated_at=entered,
        name=name,
        sort_name=fold(name),
        emails=[f"{fold(name).replace(' ', '.')}.{number}@example.org"],
        phones=[f"+41 22 556 {number:04}"] if rng.random() < 0.6 else [],
        language=rng.choice(["en", "fr", "es", "ar", ""]),
        do_not_contact=stop,
        do_not_contact_reason="Asked us by letter not to write again." if stop else "",
        consent=Consent.WITHDRAWN if stop else rng.choice([Consent.UNKNOWN, Consent.GIVEN]),
        created_by=company.relationship_lead or organisation.staff[organisation.hq.pk][0],
    )
