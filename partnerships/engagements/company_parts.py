"""What engagements add to the page and the list of companies."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, When
from django.urls import reverse
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

from ..models import Engagement, Partner
from . import policies
from .company_timeline import timeline
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
