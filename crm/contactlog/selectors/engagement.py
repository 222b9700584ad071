"""Who is engaged with a company, and how an office stands before it approaches (domain.md section 3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q

from crm.companies.models import Company, Theme
from crm.core.dates import a_year_before

from ..enums import CoordinationState
from ..models import CoordinationRequest, GoingAhead
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


def standing(company: Company, office_id: int | None, *, on: date, today: date | None = None) -> Standing:
    """One query where the office itself is engaged, or no other is nor leads the company; two more otherwise.

    A lead office can be asked without having been in contact, so that its answer counts, too.

    `on` is the day of the contact. The office's own contacts count up to `today`: whoever logs an older one later
    has made the first approach before.
    """
    engaged = tuple(engaged_offices([company.pk], on=on, own=office_id, until=today or on).get(company.pk, ()))
    facts = Standing(office_id, company.status, company.status_reason, engaged)
    led_elsewhere = company.lead_office_id not in (None, office_id)
    if office_id is None or facts.is_engaged or not (facts.others or led_elsewhere):
        return facts
    return replace(
        facts,
        coordination=_latest_coordination(company.pk, office_id, since=a_year_before(on)),
        went_ahead=GoingAhead.objects.filter(
            company=company, office_id=office_id, at__date__gte=a_year_before(on)
        ).exists(),
    )


# Asked at every contact that is logged and every company page; by hand, since the query set took as long as its query.
_ENGAGED = """
    select i.company_id, i.office_id, o.name, min(i.occurred_on), max(i.occurred_on) as last
    from contactlog_interaction i
    join accounts_office o on o.id = i.office_id
    where i.binned_at is null and i.company_id = any(%(ids)s)
        and (i.occurred_on <= %(on)s or (i.office_id = %(own)s and i.occurred_on <= %(until)s))
    group by i.company_id, i.office_id, o.name
    having max(i.occurred_on) >= %(year)s
    order by last desc, i.office_id
"""


def engaged_offices(
    company_ids: Iterable[int], *, on: date, own: int | None = None, until: date | None = None
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
        cursor.execute(_ENGAGED, values)
        rows = cursor.fetchall()
    found: dict[int, dict[int, Engaged]] = defaultdict(dict)
    for company_id, office_id, office, since, last in rows:
        found[company_id][office_id] = Engaged(office_id, office, since, last)
    for source in engagement_sources:
        for company_id, offices in source.read(ids, on).items():
            for office in offices:
                known = found[company_id].get(office.office_id)
                found[company_id][office.office_id] = _merged(known, office) if known else office
    return {company_id: list(offices.values()) for company_id, offices in found.items()}


def _merged(one: Engaged, other: Engaged) -> Engaged:
    last = max((d for d in (one.last_on, other.last_on) if d), default=None)
    return replace(one, since=min(one.since, other.since), last_on=last, theme=one.theme or other.theme)


_THEME = ("id", "code", "name_en", "name_fr", "name_es")
# Stands on every company page, and is written by hand for that, like the offices above.
_LATEST_THEMES = """
    select distinct on (i.office_id) i.office_id, t.id, t.code, t.name_en, t.name_fr, t.name_es
    from contactlog_interaction i
    join contactlog_interaction_themes link on link.interaction_id = i.id
    join companies_theme t on t.id = link.theme_id
    where i.binned_at is null and i.company_id = %s
    order by i.office_id, i.occurred_on desc, i.id desc
"""


def with_themes(company_id: int, engaged: Iterable[Engaged]) -> tuple[Engaged, ...]:
    """The same offices, each with the theme of its last contact that names one."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST_THEMES, [company_id])
        latest = {row[0]: Theme.from_db(None, _THEME, row[1:]) for row in cursor.fetchall()}
    return tuple(
        replace(e, theme=str(latest[e.office_id])) if e.office_id in latest and not e.theme else e for e in engaged
    )


def _latest_coordination(company_id: int, office_id: int, *, since: date) -> Coordination | None:
    """The request that tells most: one agreed or joined within the year, else the newest that is not withdrawn."""
    rows = (
        CoordinationRequest.objects.filter(company_id=company_id, from_office_id=office_id)
        .exclude(state=CoordinationState.WITHDRAWN)
        .filter(Q(state=CoordinationState.OPEN) | Q(answered_at__date__gte=since))
        .annotate(office_name=F("to_office__name"))
        .order_by("-created_at", "-id")
    )
    found = list(rows[:20])
    best = next((r for r in found if r.state in CLEARING), found[0] if found else None)
    if best is None:
        return None
    return Coordination(best.pk, best.state, best.office_name, best.created_at.date(), best.reason)


@dataclass(frozen=True, slots=True)
class Relative:
    """A company of the same group in which offices are engaged: a hint, never an obstacle."""

    company_id: int
    name: str
    engaged: tuple[Engaged, ...]


def engaged_relatives(company: Company, *, on: date) -> list[Relative]:
    """Parent, subsidiaries and sisters with engaged offices."""
    kin = Q(parent_id=company.pk)
    if company.parent_id:
        kin |= Q(pk=company.parent_id) | Q(parent_id=company.parent_id)
    names = dict(Company.objects.kept().filter(kin).exclude(pk=company.pk).values_list("pk", "legal_name")[:200])
    if not names:
        return []
    engaged = engaged_offices(names, on=on)
    return [Relative(pk, names[pk], tuple(offices)) for pk, offices in engaged.items() if offices]
