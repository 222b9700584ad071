"""150 collaborations of the last two years; one workshop with 17 companies is 17 of them [001 footnote 74]."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from crm.companies.enums import CompanyStatus
from crm.companies.models import Company, Theme
from crm.workspace.demo.moments import moment, workday
from crm.workspace.demo.organisation import Organisation
from crm.workspace.demo.register import Register

from ..enums import Disclosure, EngagementKind, EngagementType, Modality
from ..models import Engagement, Partner
from .trail import tell
from .words import EVENTS, WORKSHOP
from .writing import stamped

COUNT, AT_THE_WORKSHOP = 150, 17
YEARS = 730


def build(*, register: Register, organisation: Organisation, rng: Random, today: date) -> list[Engagement]:
    """Answers them; each has one company, whose row it carries as `of`."""
    living = [c for c in register.companies if c.status in (CompanyStatus.ACTIVE, CompanyStatus.PROSPECT)]
    themes = {theme.code: theme for theme in Theme.objects.all()}
    told = [*_workshop(living, organisation, today)]
    told += [_one(living, organisation, rng, today) for _ in range(COUNT - len(told))]
    told.sort(key=lambda each: each[1]["starts_on"])
    rows = []
    for number, (company, values) in enumerate(told):
        theme = themes[values.pop("theme")]
        row = stamped(Engagement, moment(values["starts_on"], 17), kind=EngagementKind.COLLABORATION, **values)
        rows.append((row, company, theme, register.people.get(company.pk, [])[: number % 3]))
    Engagement.objects.bulk_create(row for row, *_rest in rows)
    Partner.objects.bulk_create(Partner(engagement=row, company=company, lead=True) for row, company, *_rest in rows)
    Engagement.themes.through.objects.bulk_create(
        Engagement.themes.through(engagement=row, theme=theme) for row, _company, theme, _people in rows
    )
    Engagement.contacts.through.objects.bulk_create(
        Engagement.contacts.through(engagement=row, contact=contact)
        for row, _company, _theme, people in rows
        for contact in people
    )
    for row, company, *_rest in rows:
        after = {"title": row.title, "company": company.pk}
        tell(moment(row.starts_on, 17), verb="collaboration.logged", subject=row, by=row.created_by, after=after)
    return [row for row, *_rest in rows]


def _workshop(living: Sequence[Company], organisation: Organisation, today: date) -> Iterator[tuple[Company, Any]]:
    office = organisation.countries["TH"]
    day = workday(today - timedelta(days=205))
    near = [c for c in living if organisation.countries[c.country.code].parent_id == office.parent_id]
    for company in near[:AT_THE_WORKSHOP]:
        yield (
            company,
            {
                "title": WORKSHOP,
                "event": WORKSHOP,
                "type": EngagementType.ADVOCACY,
                "modality": Modality.SUPPORTER,
                "description": "Two days, 17 companies: what workers pay for their jobs, and who pays it back.",
                "theme": "ethical-recruitment",
                "lead_office": office,
                "countries": ["TH"],
                "sdgs": [8, 10],
                "starts_on": day,
                "ends_on": day + timedelta(days=1),
                "disclosure": Disclosure.PUBLIC,
                "created_by": organisation.staff[office.pk][1],
            },
        )


def _one(
    living: Sequence[Company], organisation: Organisation, rng: Random, today: date
) -> tuple[Company, dict[str, Any]]:
    company = rng.choice(living)
    office = organisation.countries[company.country.code]
    title, kind, theme = rng.choice(EVENTS)
    day = workday(today - timedelta(days=rng.randint(1, YEARS)))
    return (
        company,
        {
            "title": f"{title}, {office.city}",
            "type": kind,
            "modality": rng.choice(["", *Modality.values]),
            "description": "",
            "theme": theme,
            "lead_office": office,
            "countries": [office.country.code],
            "sdgs": sorted(rng.sample(range(1, 18), rng.randint(0, 2))),
            "starts_on": day,
            "ends_on": None,
            "disclosure": rng.choice(Disclosure.values),
            "created_by": rng.choice(organisation.staff[office.pk]),
        },
    )
