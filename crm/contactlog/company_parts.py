"""What the contact log adds to the page of a company: banner, panels, timeline, facts."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.companies.group import kin
from crm.companies.models import Company
from crm.companies.registries import (
    Activity,
    CompanyFacts,
    Panel,
    TimelineEntry,
    TimelineSource,
    company_activity,
    company_banners,
    company_facts,
    company_panels,
    timeline_sources,
)
from crm.core import clock

from . import policies, selectors
from .icons import icon_of, tone_of
from .models import CoordinationRequest, FollowUp, Interaction

SHOWN = 10


def approach_banner(company: Company, user: Any) -> dict[str, Any]:
    """ "May I approach them?" in one line, with who is engaged since when."""
    held, today = access(user), clock.today()
    own = selectors.usual_office_id(held)
    facts, relatives = selectors.standing_in_group(company, own, on=today, kin=kin(company))
    answer = policies.may_approach(facts)
    asked = [pk for pk, _name in selectors.askable_offices(company, but=own, on=today, engaged=facts.engaged)]
    return {
        "company": company,
        "approach": answer,
        "engaged": answer.offices,
        "relatives": relatives,
        "may_log": policies.may_work(held),
        "may_ask": policies.may_coordinate(held, own, asked),
        "request": facts.coordination,
    }


def tasks_panel(company: Company, user: Any) -> dict[str, Any]:
    rows = FollowUp.objects.visible_to(user).open().filter(interaction__company=company)
    return {"tasks": rows.select_related("assignee", "interaction")[:SHOWN], "company": company}


def coordination_panel(company: Company, user: Any) -> dict[str, Any]:
    rows = CoordinationRequest.objects.visible_to(user).filter(company=company)
    requests = list(rows.select_related("from_office", "to_office")[:SHOWN])
    for row in requests:
        row.tone = tone_of(row.state)
    return {"requests": requests, "company": company}


def timeline(company: Company, user: Any, before: date | None, limit: int) -> Iterable[TimelineEntry]:
    """Every contact of every office; the text only where this person may read it."""
    rows = Interaction.objects.visible_to(user).filter(company=company).with_notes_open(user)
    if before:
        rows = rows.filter(occurred_on__lt=before)
    read = ("kind", "occurred_on", "subject", "notes", "office__name", "by__name")
    for row in rows.select_related("office", "by").only(*read)[:limit]:
        yield TimelineEntry(
            at=row.occurred_on,
            icon=icon_of(row.kind),
            title=row.subject if row.notes_open else row.get_kind_display(),
            text=row.notes if row.notes_open else "",
            url=reverse("contactlog:detail", args=[row.pk]),
            office=row.office.name,
            by=row.by.name,
            hidden=not row.notes_open,
        )


# One array for all companies of a chunk: a file asks for two thousand at once, and Django takes each id apart.
_LAST_CONTACTS = "SELECT company_id, occurred_on FROM contactlog_lastcontact WHERE company_id = ANY(%s)"


def last_contacts(company_ids: Sequence[int], _user: Any) -> dict[int, date]:
    with connection.cursor() as cursor:
        cursor.execute(_LAST_CONTACTS, [list(company_ids)])
        return dict(cursor.fetchall())


def logged(company_ids: Sequence[int], _user: Any) -> dict[int, int]:
    rows = Interaction.objects.kept().filter(company_id__in=company_ids).order_by()
    return dict(rows.values_list("company_id").annotate(n=Count("pk")))


def engaged(company_ids: Sequence[int], _user: Any) -> dict[int, str]:
    """The offices that are engaged with each: that they are is open to all staff (domain.md section 3)."""
    found = selectors.engaged_offices(company_ids, on=clock.today())
    return {pk: ", ".join(office.office_name for office in offices) for pk, offices in found.items() if offices}


company_banners.add("approach", Panel(_("May I approach them?"), "contactlog/_approach_banner.html", approach_banner))
company_panels.add(
    "tasks", Panel(_("Open tasks"), "contactlog/_company_tasks_panel.html", tasks_panel, icon="list-checks"), order=40
)
company_panels.add(
    "coordination",
    Panel(_("Coordination"), "contactlog/_company_coordination_panel.html", coordination_panel, icon="handshake"),
    order=50,
)
timeline_sources.add("interactions", TimelineSource(_("Contacts"), timeline), order=10)
company_facts.add("last_contact", CompanyFacts(last_contacts))
company_activity.add("logged", Activity(_("Contacts in the log"), logged), order=10)
company_activity.add("engaged", Activity(_("Engaged"), engaged, absent="–", brief=True), order=11)
