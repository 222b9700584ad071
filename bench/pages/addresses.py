"""Which pages are asked for, each with several records, the busiest ones among them."""

from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Count

from crm.accounts.backends import SignInBackend
from crm.accounts.models import Office, User
from crm.companies.models import Company, Contact
from crm.contactlog.models import CoordinationRequest, FollowUp, Interaction
from partnerships.models import Engagement

ALIKE = 10


@dataclass(frozen=True)
class Page:
    name: str
    paths: list[str]
    daily: bool = False
    by_administrator: bool = False


def session_of(user: User) -> str:
    """A session as the sign-in makes it."""
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = f"{SignInBackend.__module__}.{SignInBackend.__qualname__}"
    session.create()
    return str(session.session_key)


def people() -> dict[bool, str]:
    """The sessions of an administrator (True) and of a country officer (False)."""
    officer = User.objects.filter(office__code="KE", roles__role="staff").first()
    administrator = User.objects.filter(roles__role="administrator").first()
    return {False: session_of(officer), True: session_of(administrator)}


def pages() -> list[Page]:
    return [*_daily(), *_lists(), *_engagements(), *_records(), *_forms(), *_administration()]


def _daily() -> list[Page]:
    busy = _busy_companies()
    return [
        Page("home", ["/"], daily=True),
        Page("companies", ["/companies/", "/companies/?country=KE", "/companies/?page=2"], daily=True),
        Page("company", [f"/companies/{pk}/" for pk in busy], daily=True),
        Page("log a contact", ["/contact-log/new/", *(f"/contact-log/new/?company={pk}" for pk in busy)], daily=True),
        Page("search", ["/search/?q=alder", "/search/?q=group", "/search/?q=meeting"], daily=True),
    ]


def _busy_companies() -> list[int]:
    counted = Interaction.objects.kept().filter(company__binned_at=None).values("company").annotate(told=Count("pk"))
    return list(counted.order_by("-told").values_list("company", flat=True)[:ALIKE])


def _lists() -> list[Page]:
    return [
        Page("search, as one types", ["/search/suggest/?q=al", "/search/suggest/?q=grou"]),
        Page("people", ["/people/"]),
        Page("contact log", ["/contact-log/", "/contact-log/?sort=company"]),
        Page("tasks", ["/tasks/", "/tasks/?scope=office"]),
        Page("coordination", ["/coordination/", "/coordination/?scope=all"]),
        Page("directory", ["/directory/"]),
        Page("directory, people", ["/directory/people/"]),
        Page("notifications", ["/notifications/"]),
        Page("imports", ["/imports/"]),
        Page("jobs", ["/jobs/"]),
        Page("saved views", ["/lists/companies/views/"]),
        Page("bin", ["/bin/"]),
    ]


def _engagements() -> list[Page]:
    partnerships = _ids(Engagement.objects.partnerships().exclude(stage="").order_by("-expected_usd", "pk"))
    return [
        Page("board", ["/partnerships/board/"]),
        Page("partnerships", ["/partnerships/"]),
        Page("partnership", [f"/partnerships/{pk}/" for pk in partnerships]),
        Page("screenings", ["/due-diligence/screenings/"]),
        Page("clearances", ["/due-diligence/clearances/"]),
        Page("donations", ["/donations/"]),
    ]


def _records() -> list[Page]:
    spoken_to = Contact.objects.kept().annotate(told=Count("interactions")).order_by("-told")
    told = Interaction.objects.kept().filter(company__binned_at=None)
    asked = CoordinationRequest.objects.filter(from_office__code="KE") | CoordinationRequest.objects.filter(
        to_office__code="KE"
    )
    return [
        Page("person", [f"/people/{pk}/" for pk in _ids(spoken_to)]),
        Page("contact of the log", [f"/contact-log/{pk}/" for pk in _ids(told)]),
        Page("coordination request", [f"/coordination/{pk}/" for pk in _ids(asked)]),
        Page("history", [f"/history/companies.company/{pk}/" for pk in _busy_companies()]),
        Page("office", [f"/directory/offices/{pk}/" for pk in _ids(Office.objects.all())]),
        Page("colleague", [f"/directory/people/{pk}/" for pk in _ids(User.objects.active())]),
    ]


def _forms() -> list[Page]:
    mine = FollowUp.objects.kept().filter(interaction__office__code="KE")
    told = Interaction.objects.kept().filter(office__code="KE", company__binned_at=None)
    led = Company.objects.kept().filter(lead_office__code="KE")
    return [
        Page("change a company", [f"/companies/{pk}/edit/" for pk in _ids(led)]),
        Page("enter a company", ["/companies/new/"]),
        Page("enter a person", ["/people/new/"]),
        Page("change a contact of the log", [f"/contact-log/{pk}/edit/" for pk in _ids(told)]),
        Page("change a task", [f"/tasks/{pk}/edit/" for pk in _ids(mine)]),
        Page("profile", ["/profile/"]),
        Page("deputies", ["/profile/deputies/"]),
        Page("keys", ["/profile/keys/"]),
    ]


def _administration() -> list[Page]:
    return [
        Page("administration, people", ["/administration/"], by_administrator=True),
        Page("administration, roles", ["/administration/roles/"], by_administrator=True),
        Page("administration, offices", ["/administration/offices/"], by_administrator=True),
        Page("trail of all deeds", ["/audit/"], by_administrator=True),
    ]


def _ids(rows: object) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:ALIKE])  # type: ignore[attr-defined]
