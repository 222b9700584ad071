"""Entries, tasks and requests that a page, the home page or the bin shows."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from crm.accounts.access import access
from crm.accounts.area import Area, Extent
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.accounts.selectors import Access
from crm.companies.models import Company
from crm.core.dates import a_year_before

from ..enums import CoordinationState
from ..models import CoordinationRequest, FollowUp, Interaction
from ..rights import WORKING, working_offices, works


def similar(*, company: Company, kind: str, on: date, but: int | None = None) -> list[Interaction]:
    """Entries of the same day and kind: perhaps the same contact, logged by a colleague."""
    rows = Interaction.objects.kept().filter(company=company, kind=kind, occurred_on=on).exclude(pk=but)
    return list(rows.select_related("office", "by")[:5])


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


def news_for(user: User, area: Area, *, since: datetime) -> Any:
    """What colleagues logged since then about companies that my area's offices lead, or talked to in the last year."""
    rows = Interaction.objects.visible_to(user).filter(created_at__gt=since).exclude(by=user)
    if area.extent is not Extent.EVERYWHERE:
        talked = Interaction.objects.kept().filter(area.holds("office"), occurred_on__gte=a_year_before(since.date()))
        rows = rows.filter(area.holds("company__lead_office") | Q(company__in=talked.values("company")))
    return rows.order_by("-created_at")


def month_of(area: Area, *, on: date) -> tuple[int, int]:
    """Contacts that the offices of this area logged in the last 30 days, and with how many companies."""
    told = Interaction.objects.kept().filter(
        area.holds("office"), occurred_on__gt=on - timedelta(days=30), occurred_on__lte=on
    )
    found = told.aggregate(contacts=Count("pk"), companies=Count("company", distinct=True))
    return found["contacts"], found["companies"]


def unanswered(user: User, area: Area) -> tuple[int, int]:
    """Open coordination requests put to offices of an area, and how many of them went up to the regional directors."""
    rows = CoordinationRequest.objects.visible_to(user).open().filter(area.holds("to_office"))
    found = rows.aggregate(all=Count("pk"), escalated=Count("pk", filter=Q(escalated_at__isnull=False)))
    return found["all"], found["escalated"]


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
