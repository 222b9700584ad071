"""Who is engaged with a company, and how an office stands before it approaches (domain.md section 3)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from crm.companies.models import Company, Theme
from crm.core.dates import a_year_before

from ..registries import Engaged, engagement_sources
from ..transitions import CLEARING


@dataclass(frozen=True, slots=True)
class Coordination:
    """How the office's latest request about this company stands."""

    pk: int
    state: str
    office_name: str
    sent_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the policy needs to say whether an office may approach a company."""

    office_id: int | None
    status: str
    status_reason: str
    engaged: tuple[Engaged, ...] = ()
    coordination: Coordination | None = None
    went_ahead: bool = False

    @property
    def is_engaged(self) -> bool:
        return any(e.office_id == self.office_id for e in self.engaged)

    @property
    def others(self) -> tuple[Engaged, ...]:
        return tuple(e for e in self.engaged if e.office_id != self.office_id)


@dataclass(frozen=True, slots=True)
class Relative:
    """A company of the same group in which offices are engaged: a hint, never an obstacle."""

    company_id: int
    name: str
    engaged: tuple[Engaged, ...]


def standing(
    company: Company, office_id: int | None, *, on: date, today: date | None = None, with_themes: bool = False
) -> Standing:
    """One query where the office itself is engaged, or no other is nor leads the company; one more otherwise.

    A lead office can be asked without having been in contact, so that its answer counts, too.

    `on` is the day of the contact. The office's own contacts count up to `today`: whoever logs an older one later
    has made the first approach before.
    """
    found = engaged_offices([company.pk], on=on, own=office_id, until=today or on, with_themes=with_themes)
    return _standing(company, office_id, found.get(company.pk, ()), on)


def standings(
    companies: Iterable[Company], office_id: int | None, *, on: date, with_themes: bool = False
) -> dict[int, Standing]:
    """How an office stands with several companies that it approaches at once, by their ids."""
    asked = list(companies)
    found = engaged_offices([each.pk for each in asked], on=on, own=office_id, with_themes=with_themes)
    return {each.pk: _standing(each, office_id, found.get(each.pk, ()), on) for each in asked}


def standing_in_group(
    company: Company, office_id: int | None, *, on: date, kin: Mapping[int, str]
) -> tuple[Standing, list[Relative]]:
    """The same for the company's page, with what is known of the companies of its group, {id: name}; no query more."""
    found = engaged_offices([company.pk, *kin], on=on, own=office_id, with_themes=True)
    relatives = [Relative(pk, kin[pk], tuple(offices)) for pk, offices in found.items() if pk in kin and offices]
    return _standing(company, office_id, found.get(company.pk, ()), on), relatives


def _standing(company: Company, office_id: int | None, engaged: Iterable[Engaged], on: date) -> Standing:
    facts = Standing(office_id, company.status, company.status_reason, tuple(engaged))
    led_elsewhere = company.lead_office_id not in (None, office_id)
    if office_id is None or facts.is_engaged or not (facts.others or led_elsewhere):
        return facts
    coordination, went_ahead = _since_then(company.pk, office_id, since=a_year_before(on))
    return replace(facts, coordination=coordination, went_ahead=went_ahead)


# Asked at every contact that is logged and every company page; by hand, since the query set took as long as its query.
_ENGAGED = """
    select i.company_id, i.office_id, o.name, min(i.occurred_on), max(i.occurred_on) as last, {theme}
    from contactlog_interaction i
    join accounts_office o on o.id = i.office_id
    where i.binned_at is null and i.company_id = any(%(ids)s)
        and (i.occurred_on <= %(on)s or (i.office_id = %(own)s and i.occurred_on <= %(until)s))
    group by i.company_id, i.office_id, o.name
    having max(i.occurred_on) >= %(year)s
    order by last desc, i.office_id
"""
# Of the last contact that names one.
_THEME = """(
    select jsonb_build_object('name_en', t.name_en, 'name_fr', t.name_fr, 'name_es', t.name_es)
    from contactlog_interaction j
    join contactlog_interaction_themes link on link.interaction_id = j.id
    join companies_theme t on t.id = link.theme_id
    where j.binned_at is null and j.company_id = i.company_id and j.office_id = i.office_id
    order by j.occurred_on desc, j.id desc limit 1
)"""


def engaged_offices(
    company_ids: Iterable[int],
    *,
    on: date,
    own: int | None = None,
    until: date | None = None,
    with_themes: bool = False,
) -> dict[int, list[Engaged]]:
    """Offices with a contact in the 12 months before `on`, or with an open engagement (domain.md section 3).

    `own` names an office whose contacts count up to `until`, later than `on`.
    """
    ids = list(company_ids)
    values: dict[str, Any] = {
        "ids": ids,
        "on": on,
        "own": own,
        "until": max(until or on, on),
        "year": a_year_before(on),
    }
    with connection.cursor() as cursor:
        cursor.execute(_ENGAGED.format(theme=_THEME if with_themes else "null"), values)
        rows = cursor.fetchall()
    found: dict[int, dict[int, Engaged]] = defaultdict(dict)
    for company_id, office_id, office, since, last, theme in rows:
        words = str(Theme(**json.loads(theme))) if theme else ""
        found[company_id][office_id] = Engaged(office_id, office, since, last, words)
    for source in engagement_sources:
        for company_id, offices in source.read(ids, on, with_themes).items():
            for office in offices:
                known = found[company_id].get(office.office_id)
                found[company_id][office.office_id] = _merged(known, office) if known else office
    return {company_id: list(offices.values()) for company_id, offices in found.items()}


def _merged(one: Engaged, other: Engaged) -> Engaged:
    last = max((d for d in (one.last_on, other.last_on) if d), default=None)
    return replace(one, since=min(one.since, other.since), last_on=last, theme=other.theme or one.theme)


# The latest requests of the office, and whether it went ahead without an answer.
_SINCE_THEN = """
    select exists (
        select from contactlog_goingahead g where g.company_id = %(company)s and g.office_id = %(office)s
        and (g.at at time zone %(zone)s)::date >= %(since)s
    ), r.id, r.state, r.name, r.created_at, r.reason
    from (select 1) as always left join lateral (
        select c.id, c.state, o.name, c.created_at, c.reason
        from contactlog_coordinationrequest c join accounts_office o on o.id = c.to_office_id
        where c.company_id = %(company)s and c.from_office_id = %(office)s and c.state <> 'withdrawn'
            and (c.state = 'open' or (c.answered_at at time zone %(zone)s)::date >= %(since)s)
        order by c.created_at desc, c.id desc limit 20
    ) r on true
"""


def _since_then(company_id: int, office_id: int, *, since: date) -> tuple[Coordination | None, bool]:
    """The request that tells most: one agreed or joined, else the newest one; and whether the office went ahead."""
    zone = timezone.get_current_timezone_name()
    values: dict[str, Any] = {"company": company_id, "office": office_id, "since": since, "zone": zone}
    with connection.cursor() as cursor:
        cursor.execute(_SINCE_THEN, values)
        rows = cursor.fetchall()
    found = [
        Coordination(pk, state, office, timezone.localdate(at), reason)
        for _ahead, pk, state, office, at, reason in rows
        if pk
    ]
    best = next((each for each in found if each.state in CLEARING), found[0] if found else None)
    return best, rows[0][0]
