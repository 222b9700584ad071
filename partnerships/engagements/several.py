"""The list of companies that work with us in several countries."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.companies.models import Company
from crm.core.selects import Choice
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..models import Engagement, Partner
from .company_parts import names_of
from .countries import NUMBER, countries_of, in_several


def _years() -> list[tuple[int, str]]:
    first = Engagement.objects.kept().exclude(starts_on=None).order_by("starts_on").values_list("starts_on", flat=True)
    last = first.last()
    return [(year, str(year)) for year in range(last.year, first[0].year - 1, -1)] if last else []


class SeveralFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), field_name="legal_name", lookup_expr="icontains")
    year = django_filters.ChoiceFilter(
        label=_("Worked with us in"),
        choices=_years,
        method="narrow_year",
        empty_label=_("Any year"),
        widget=Choice,
    )

    class Meta:
        model = Company
        fields: tuple[str, ...] = ()

    def narrow_year(self, rows: QuerySet, _name: str, year: str) -> QuerySet:
        return rows.filter(pk__in=in_several(date(int(year), 1, 1), date(int(year), 12, 31)))


def _name(row: Company) -> Any:
    url = reverse("companies:detail", args=[row.pk])
    return format_html('<a class="table-link" href="{}#engagements" dir="auto">{}</a>', url, row.legal_name)


def _offices(ids: Any, _user: Any) -> dict[int, str]:
    rows = Partner.objects.filter(company__in=list(ids), engagement__binned_at=None).exclude(engagement__stage="closed")
    found: dict[int, dict[str, None]] = {}
    told = rows.order_by("engagement__lead_office__name").values_list("company_id", "engagement__lead_office__name")
    for pk, office in told:
        found.setdefault(pk, {})[office] = None
    return {pk: ", ".join(names) for pk, names in found.items()}


def _columns() -> list[Column]:
    return [
        Column("company", _("Company"), _name, "Company", source="legal_name", sort=("sort_name", "pk"), lead=True),
        Column(
            "number",
            _("Number of countries"),
            lambda row: row.number,
            "Number of countries",
            source="number",
            annotated={"number": NUMBER},
            sort=("number", "pk"),
            numeric=True,
        ),
        Column(
            "countries",
            _("Countries"),
            lambda codes: ", ".join(names_of(codes or ())),
            "Countries",
            lookup=countries_of,
            export=lambda codes: ", ".join(codes or ()),
        ),
        Column("offices", _("Offices"), lambda names: names or "", "Offices", lookup=_offices, on_phone=False),
    ]


tables.add(
    "several_countries",
    Table(
        key="several_countries",
        title=_("Companies in several countries"),
        url_name="partnerships:several_countries",
        rows=lambda user: Company.objects.visible_to(user).filter(pk__in=in_several()),
        filters=SeveralFilter,
        columns=_columns,
        default_sort="-number",
        icon="globe",
        main_filters=("search", "year"),
        empty_title=_("No company works with us in several countries yet"),
        empty_text=_("As soon as engagements with one company stand in two countries, it is listed here."),
    ),
    order=46,
)
