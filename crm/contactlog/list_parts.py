"""What the contact log adds to the list of companies: a column, and two filters."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.companies.registries import CompanyFilter, company_columns, company_filters
from crm.core import clock
from crm.core.dates import a_year_before
from crm.core.selects import Choice
from crm.core.templatetags.concord import day
from crm.listing.columns import Column
from crm.listing.groups import Beside

from .models import Interaction
from .registries import engagement_sources

# The newest contact is younger, or older, than so many days.
_YOUNGER = {"month": 30, "half_year": 182, "year": 365}
_WHEN = [
    ("", _("Any time")),
    ("month", _("In the last 30 days")),
    ("half_year", _("In the last 6 months")),
    ("year", _("In the last 12 months")),
    ("older", _("More than 12 months ago")),
    ("never", _("Never")),
]


def _by_last_contact(companies: QuerySet, when: str, _user: Any) -> QuerySet:
    if when == "never":
        return companies.filter(last_contact=None)
    since = clock.today() - timedelta(days=_YOUNGER.get(when, 365))
    if when == "older":
        return companies.filter(last_contact__occurred_on__lt=since)
    return companies.filter(last_contact__occurred_on__gte=since)


def _engaged_with_mine(companies: QuerySet, _checked: bool, user: Any) -> QuerySet:
    """Contacts of the last 12 months by the person's own office, or an open engagement of it (domain.md section 3)."""
    today = clock.today()
    since = a_year_before(today)
    ours = Interaction.objects.kept().filter(company=OuterRef("pk"), occurred_on__gte=since, office=user.office_id)
    rule = Q(Exists(ours))
    for source in engagement_sources:
        rule |= Q(pk__in=source.companies_of(user.office_id, today))
    return companies.filter(rule)


def _last_contact(company: Any) -> Any:
    known = getattr(company, "last_contact", None)
    return day(known.occurred_on) if known else None


company_columns.add(
    "last_contact",
    Column(
        "last_contact",
        _("Last contact"),
        _last_contact,
        "Last contact",
        source="last_contact__occurred_on",
        related=("last_contact",),
        sort=("last_contact__occurred_on",),
        groups=Beside("last_contact", "occurred_on"),
        nullable=True,
        on_phone=False,
    ),
)
company_filters.add(
    "engaged",
    CompanyFilter(
        field=lambda: forms.BooleanField(label=_("Engaged with my office"), required=False), narrow=_engaged_with_mine
    ),
)
company_filters.add(
    "last_contact",
    CompanyFilter(
        field=lambda: forms.ChoiceField(label=_("Last contact"), choices=_WHEN, required=False, widget=Choice),
        narrow=_by_last_contact,
    ),
)
