"""What engagements add to the page and the list of companies."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django import forms
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, When
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_countries import countries as known_countries

from crm.accounts.access import access
from crm.companies.models import Company
from crm.companies.registries import (
    Activity,
    CompanyFacts,
    CompanyFilter,
    PageAction,
    Panel,
    TimelineEntry,
    TimelineSource,
    company_actions,
    company_activity,
    company_columns,
    company_facts,
    company_filters,
    company_panels,
    timeline_sources,
)
from crm.core import clock
from crm.core.selects import Choice
from crm.listing.columns import Column

from ..enums import Stage
from ..models import Engagement, Partner, StageMove
from . import policies
from .countries import countries_of, in_several

SHOWN = 10
_HOW = [
    ("", _("Any")),
    ("open", _("Something is open")),
    ("active", _("An active partnership")),
    ("several", _("In several countries")),
    ("none", _("Nothing yet")),
]


def _may_enter(user: Any) -> bool:
    return bool(policies.may_work(access(user)))


def panel(company: Company, user: Any) -> dict[str, Any]:
    """Of all offices; what is open stands first."""
    today = clock.today()
    rows: Any = Engagement.objects.visible_to(user).with_company(company.pk)
    is_open = Case(When(pk__in=Engagement.objects.open(on=today).values("pk"), then=0), default=1)
    rows = rows.annotate(over=is_open).select_related("lead_office").order_by("over", "-starts_on", "-pk")
    shown = list(rows[: SHOWN + 1])
    return {
        "engagements": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        "countries": names_of(countries_of([company.pk]).get(company.pk, [])),
    }


def names_of(codes: Iterable[str]) -> list[str]:
    return sorted(str(known_countries.name(code)) for code in codes)


def timeline(company: Company, user: Any, before: date | None, limit: int) -> Iterable[TimelineEntry]:
    """Collaborations on their day, partnerships at each step that they took."""
    entries = [*_held(company, user, before, limit), *_moved(company, user, before, limit)]
    return islice(sorted(entries, key=lambda each: _day(each.at), reverse=True), limit)


def _held(company: Company, user: Any, before: date | None, limit: int) -> Iterable[TimelineEntry]:
    rows: Any = Engagement.objects.visible_to(user).collaborations().with_company(company.pk)
    rows = rows.filter(starts_on__lt=before) if before else rows
    for row in rows.select_related("lead_office", "created_by").order_by("-starts_on", "-pk")[:limit]:
        yield TimelineEntry(
            at=row.starts_on,
            icon="users",
            title=format_lazy(_("Collaboration: {title}"), title=row.title),
            text=row.description,
            url=reverse("partnerships:collaboration_detail", args=[row.pk]),
            office=row.lead_office.name,
            by=row.created_by.name,
        )


def _moved(company: Company, user: Any, before: date | None, limit: int) -> Iterable[TimelineEntry]:
    there = Engagement.objects.visible_to(user).with_company(company.pk).values("pk")
    rows: Any = StageMove.objects.filter(partnership__in=there)
    rows = rows.filter(at__date__lt=before) if before else rows
    for row in rows.select_related("partnership__lead_office", "by").order_by("-at", "-pk")[:limit]:
        yield TimelineEntry(
            at=row.at,
            icon="handshake",
            title=format_lazy("{title}: {stage}", title=row.partnership.title, stage=Stage(row.target).label),
            text=row.reason,
            url=reverse("partnerships:partnership_detail", args=[row.partnership_id]),
            office=row.partnership.lead_office.name,
            by=row.by.name,
            tone=Stage(row.target).tone,
        )


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _counted(company_ids: Sequence[int], _user: Any) -> dict[int, int]:
    rows = Partner.objects.filter(company__in=list(company_ids), engagement__binned_at=None).order_by()
    return dict(rows.values_list("company_id").annotate(n=Count("engagement", distinct=True)))


def _narrow(companies: QuerySet, how: str, _user: Any) -> QuerySet:
    own: Any = Engagement.objects.kept().filter(partners__company=OuterRef("pk"))
    if how == "several":
        return companies.filter(pk__in=in_several())
    if how == "none":
        return companies.filter(~Exists(own))
    return companies.filter(Exists(own.active() if how == "active" else own.open(on=clock.today())))


company_panels.add(
    "engagements",
    Panel(_("Engagements"), "partnerships/_company_engagements.html", panel, icon="handshake"),
    order=10,
)
company_actions.add(
    "partnership",
    PageAction(
        _("New partnership"),
        "handshake",
        lambda company: f"{reverse('partnerships:partnership_create')}?company={company.pk}",
        shown_to=_may_enter,
    ),
    order=20,
)
company_actions.add(
    "collaboration",
    PageAction(
        _("Log a collaboration"),
        "users",
        lambda company: f"{reverse('partnerships:collaboration_create')}?company={company.pk}",
        shown_to=_may_enter,
    ),
    order=21,
)
timeline_sources.add("engagements", TimelineSource(_("Engagements"), timeline), order=20)
company_facts.add("engaged_in", CompanyFacts(countries_of))
company_activity.add("engagements", Activity(_("Engagements"), _counted), order=20)
company_columns.add(
    "engaged_in",
    Column(
        "engaged_in",
        _("Works with us in"),
        lambda codes: ", ".join(codes or ()),
        "Works with us in",
        lookup=countries_of,
        export=lambda codes: ", ".join(codes or ()),
        on_phone=False,
        default=False,
    ),
)
company_filters.add(
    "engagements",
    CompanyFilter(
        field=lambda: forms.ChoiceField(label=_("Engagements"), choices=_HOW, required=False, widget=Choice),
        narrow=_narrow,
    ),
)
