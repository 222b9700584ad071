"""Who is talking to whom: reads across the contact log."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import Delegation, Office, RoleAssignment, User
from crm.accounts.selectors import Access
from crm.companies.models import Affiliation, Company, Contact, Theme
from crm.core.dates import a_year_before
from crm.core.text import fold

from .enums import CoordinationState
from .models import CoordinationRequest, FollowUp, GoingAhead, Interaction
from .registries import Engaged, engagement_sources
from .rights import ANSWERING, WORKING, working_offices, works
from .transitions import CLEARING


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
    """One query where nobody else is engaged or the office itself is; two more otherwise.

    `on` is the day of the contact. The office's own contacts count up to `today`: whoever logs an older one later
    has made the first approach before.
    """
    engaged = tuple(engaged_offices([company.pk], on=on, own=office_id, until=today or on).get(company.pk, ()))
    facts = Standing(office_id, company.status, company.status_reason, engaged)
    if office_id is None or facts.is_engaged or not facts.others:
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


def with_themes(company_id: int, engaged: Iterable[Engaged]) -> tuple[Engaged, ...]:
    """The same offices, each with the theme of its last contact that names one."""
    latest = dict(
        Interaction.objects.kept()
        .filter(company_id=company_id, themes__isnull=False)
        .order_by("office_id", "-occurred_on", "-id")
        .distinct("office_id")
        .values_list("office_id", "themes")
    )
    themes = Theme.objects.in_bulk(set(latest.values())) if latest else {}
    return tuple(
        replace(e, theme=str(themes[latest[e.office_id]])) if e.office_id in latest and not e.theme else e
        for e in engaged
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


def people_of(office_ids: Iterable[int], *, on: date) -> list[User]:
    """Who is told and asked when something is put to these offices: active people with an answering role there."""
    ids = set(office_ids)
    if not ids:
        return []
    roles = RoleAssignment.objects.current(on=on).filter(office_id__in=ids, role__in=ANSWERING)
    return list(User.objects.active().filter(roles__in=roles).distinct())


def directors_of(offices: Iterable[Office], *, on: date) -> list[User]:
    """The regional directors of these offices, and their deputies; where none is in office, the partnerships team."""
    found: dict[int, User] = {}
    for path in {office.region_path for office in offices}:
        for role in (Role.REGIONAL_DIRECTOR, Role.PARTNERSHIPS):
            here = RoleAssignment.objects.current(on=on).filter(role=role)
            if role == Role.REGIONAL_DIRECTOR:
                here = here.filter(office__path=path)
            lent = Delegation.objects.current(on=on).filter(assignment__in=here)
            people = User.objects.active().filter(Q(roles__in=here) | Q(deputising__in=lent)).distinct()
            if people:
                found |= {p.pk: p for p in people}
                break
    return list(found.values())


def askable_offices(
    company: Company, *, but: int | None, on: date, engaged: Iterable[Engaged] | None = None
) -> list[tuple[int, str]]:
    """The lead office first, then those engaged (read unless told): whom a coordination request may go to."""
    if engaged is None:
        engaged = engaged_offices([company.pk], on=on).get(company.pk, ())
    offices: dict[int, str] = {}
    if company.lead_office_id and company.lead_office:
        offices[company.lead_office_id] = company.lead_office.name
    for office in engaged:
        offices.setdefault(office.office_id, office.office_name)
    offices.pop(but or 0, None)
    return list(offices.items())


def usual_office_id(held: Access) -> int | None:
    """The office for which somebody logs when they do not say: their home office, else the first with a role."""
    offices = working_offices(held)
    if held.user.office_id in offices:
        return int(held.user.office_id)
    return min(offices, default=None)


def office_id_of(text: str, held: Access) -> int | None:
    """An office told by id or code; the usual one when nothing is told, None when there is no such office."""
    if not text:
        return usual_office_id(held)
    wanted = Q(pk=text) if text.isascii() and text.isdigit() and len(text) < 19 else Q(code__iexact=text)
    return Office.objects.filter(wanted).values_list("pk", flat=True).first()


def people_at(company: Company, *, limit: int) -> list[Contact]:
    """The people who are at the company, each with their `job`; whom we spoke to last stand first."""
    spoken = Interaction.objects.kept().filter(contacts=OuterRef("contact"), company=company)
    rows = (
        Affiliation.objects.filter(company=company, until=None, contact__binned_at=None)
        .select_related("contact")
        .annotate(last=Subquery(spoken.order_by("-occurred_on").values("occurred_on")[:1]))
        .order_by(F("last").desc(nulls_last=True), "contact__sort_name")[:limit]
    )
    found: dict[int, Contact] = {}
    for row in rows:
        row.contact.job = row.title  # type: ignore[attr-defined]
        found.setdefault(row.contact_id, row.contact)
    return list(found.values())


def person_label(person: Contact) -> str:
    job = getattr(person, "job", "")
    label = f"{person.name}, {job}" if job else person.name
    return f"{label} ({_('asked not to be contacted')})" if person.do_not_contact else label


def similar(*, company: Company, kind: str, on: date, but: int | None = None) -> list[Interaction]:
    """Entries of the same day and kind: perhaps the same contact, logged by a colleague."""
    rows = Interaction.objects.kept().filter(company=company, kind=kind, occurred_on=on).exclude(pk=but)
    return list(rows.select_related("office", "by")[:5])


@dataclass(frozen=True, slots=True)
class Matched:
    """Whom an invitation names: colleagues, people we know, their company, and strangers."""

    colleague_ids: list[int]
    contact_ids: list[int]
    company_id: int | None
    strangers: list[tuple[str, str]]


def match_people(attendees: Iterable[tuple[str, str]], *, company_id: int | None = None) -> Matched:
    """Colleagues and contacts by e-mail; the company is the one at which most of the contacts are."""
    named = {email.lower(): name for name, email in attendees}
    if not named:
        return Matched([], [], company_id, [])
    colleagues = {
        u.email.lower(): u.pk
        for u in User.objects.active().annotate(plain=Lower("email")).filter(plain__in=named).only("pk", "email")
    }
    contacts = {
        email.lower(): c.pk
        for c in Contact.objects.kept().filter(emails__overlap=list(named)).only("pk", "emails")
        for email in c.emails
        if email.lower() in named and email.lower() not in colleagues
    }
    there = Affiliation.objects.filter(contact__in=contacts.values(), until=None, company__binned_at=None)
    counted = there.values("company_id").annotate(people=Count("contact", distinct=True)).order_by("-people", "company")
    company_id = company_id or counted.values_list("company_id", flat=True).first()
    known = colleagues.keys() | contacts.keys()
    return Matched(
        sorted(set(colleagues.values())),
        sorted(set(contacts.values())),
        company_id,
        [(name, email) for email, name in named.items() if email not in known],
    )


def logged_before(*, office_id: int, company_id: int | None, uid: str) -> Interaction | None:
    """The entry by which this office logged this invitation."""
    rows = Interaction.objects.kept().filter(office_id=office_id, calendar_uid=uid)
    return rows.filter(company_id=company_id).first() if company_id else rows.first()


def last_logged(user: User, *, company_id: int | None = None) -> Interaction | None:
    """What the form remembers: the person's latest entry, of this company where one is named."""
    rows = Interaction.objects.kept().filter(by=user)
    if company_id:
        rows = rows.filter(company_id=company_id)
    return rows.order_by("-id").first()


def tasks_of(user: User) -> Any:
    """What this person is to do, the earliest first."""
    rows = FollowUp.objects.kept().filter(assignee=user, interaction__binned_at=None)
    return rows.filter(interaction__company__binned_at=None)


def requests_to_answer(held: Access) -> QuerySet:
    """Open requests that this person may answer: put to their office, to their region, or escalated to them."""
    mine = (*held.held, *held.deputised)
    rule = Q(to_office__in={h.office_id for h in mine if h.role in WORKING})
    for role in mine:
        if role.role == Role.REGIONAL_DIRECTOR:
            path = role.office_path
            rule |= Q(escalated_at__isnull=False) & (
                Q(to_office__path__startswith=path) | Q(from_office__path__startswith=path)
            )
    rows = CoordinationRequest.objects.open().filter(rule, company__binned_at=None)
    rows = rows.exclude(requested_by=held.user)
    return rows.select_related("company", "from_office", "to_office").order_by("due_on", "id")


def restorable_by(held: Access, prefix: str = "", own: str = "by_id") -> Q:
    """Rows of the bin that this person may bring back: their own and those of their offices."""
    if not works(held):
        return Q(pk__in=())
    mine = own if own != "by_id" else f"{prefix}by_id"
    return Q(**{mine: held.user.pk}) | Q(**{f"{prefix}office_id__in": working_offices(held)})


def news_for(held: Access, *, since: datetime) -> Any:
    """What colleagues logged since then about companies that my offices lead, or talked to in the last year."""
    offices = working_offices(held)
    talked = Interaction.objects.kept().filter(office_id__in=offices, occurred_on__gte=a_year_before(since.date()))
    rows = Interaction.objects.visible_to(held.user).filter(created_at__gt=since).exclude(by=held.user)
    about = Q(company__lead_office__in=offices) | Q(company__in=talked.values("company"))
    return rows.filter(about).order_by("-created_at")


def month_of(offices: Collection[int], *, on: date) -> tuple[int, int]:
    """Contacts that these offices logged in the last 30 days, and with how many companies."""
    told = Interaction.objects.kept().filter(
        office_id__in=offices, occurred_on__gt=on - timedelta(days=30), occurred_on__lte=on
    )
    found = told.aggregate(contacts=Count("pk"), companies=Count("company", distinct=True))
    return found["contacts"], found["companies"]


TASK_SCOPES = ("mine", "office", "given")
REQUEST_SCOPES = ("us", "by_us", "all")


def tasks_in(scope: str, user: User, *, done: bool) -> QuerySet:
    """Open ones with the longest overdue first, or those done with the latest first."""
    rows = FollowUp.objects.visible_to(user)
    if scope == "mine":
        rows = rows.filter(assignee=user)
    elif scope == "given":
        rows = rows.filter(created_by=user).exclude(assignee=user)
    else:
        rows = rows.filter(interaction__office__in=working_offices(access(user)))
    rows = rows.exclude(done_at=None).order_by("-done_at") if done else rows.open().order_by("due_on", "id")
    return rows.select_related("interaction__company", "interaction__office", "assignee", "created_by", "done_by")


def requests_in(scope: str, user: User) -> QuerySet:
    """Open ones first, by the day on which the answer is due."""
    offices = working_offices(access(user))
    rows = CoordinationRequest.objects.visible_to(user)
    if scope == "us":
        rows = rows.filter(Q(to_office__in=offices) | Q(pk__in=requests_to_answer(access(user)).values("pk")))
    elif scope == "by_us":
        rows = rows.filter(from_office__in=offices)
    is_open = Case(When(state=CoordinationState.OPEN, then=0), default=1)
    return rows.select_related("company", "from_office", "to_office", "requested_by").order_by(
        is_open, "due_on", "-created_at"
    )


def colleagues_like(text: str, *, limit: int) -> list[User]:
    """Active colleagues whose name or e-mail begins with the text, in any word of the name."""
    plain = text.strip()
    if not plain:
        return []
    rule = Q(name__istartswith=plain) | Q(name__icontains=f" {plain}") | Q(email__istartswith=plain)
    return list(User.objects.active().filter(rule).select_related("office").order_by("name")[:limit])


def companies_like(text: str, *, limit: int) -> list[Company]:
    """For browsers without scripts: companies whose name begins with the text."""
    return list(Company.objects.kept().filter(sort_name__startswith=fold(text))[:limit])


def people_like(text: str, *, limit: int) -> list[Contact]:
    """People whose name begins with the text, each with `where`: the company at which they are."""
    plain = fold(text)
    if not plain:
        return []
    here = Affiliation.objects.filter(contact=OuterRef("pk"), until=None).order_by("pk")
    rows = Contact.objects.kept().filter(sort_name__startswith=plain)
    return list(rows.annotate(where=Coalesce(Subquery(here.values("company__legal_name")[:1]), Value("")))[:limit])
