"""Filters of partnerships and collaborations by the names of their fields."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from crm.accounts.api.offices import OfficeFilter
from crm.companies.api.filters import ThemeFilter
from crm.companies.api.survivors import CompanyIdFilter
from crm.core.api.filters import CountriesFilter, IdFilter, IdsFilter, MomentFilter

from ..enums import Disclosure, EngagementType, Modality, Stage
from ..models import Engagement


class EngagementFilter(django_filters.FilterSet):
    """`office` finds what it leads and what it joined; `year` what ran in it."""

    id = IdsFilter(field_name="pk")
    company = CompanyIdFilter(field_name="partners__company_id")
    type = django_filters.MultipleChoiceFilter(choices=EngagementType.choices, distinct=False)
    modality = django_filters.MultipleChoiceFilter(choices=Modality.choices, distinct=False)
    disclosure = django_filters.MultipleChoiceFilter(choices=Disclosure.choices, distinct=False)
    office = OfficeFilter(method="narrow_office")
    country = CountriesFilter(method="narrow_countries")
    countries = CountriesFilter(method="narrow_countries")
    themes = ThemeFilter()
    theme = ThemeFilter(field_name="themes")
    programme = IdFilter(field_name="programme_id")
    year = django_filters.NumberFilter(method="narrow_year", min_value=1950, max_value=2100, decimal_places=0)
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")
    search = django_filters.CharFilter(method="with_words")

    class Meta:
        model = Engagement
        fields: list[str] = []

    def narrow_office(self, rows: Any, _name: str, office: Any) -> QuerySet:
        return rows.of_office(office.path)

    def narrow_countries(self, rows: QuerySet, _name: str, codes: list[str]) -> QuerySet:
        return rows.filter(countries__overlap=codes)

    def narrow_year(self, rows: Any, _name: str, year: Any) -> QuerySet:
        return rows.ran_between(date(int(year), 1, 1), date(int(year), 12, 31))

    def with_words(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            named = Engagement.objects.filter(partners__company__legal_name__icontains=word).values("pk")
            rows = rows.filter(Q(title__icontains=word) | Q(pk__in=named))
        return rows


class PartnershipFilter(EngagementFilter):
    stage = django_filters.MultipleChoiceFilter(choices=Stage.choices, distinct=False)
    lead_office = OfficeFilter()
    airline = django_filters.BooleanFilter()
    relationship_lead = IdFilter(field_name="relationship_lead_id")
    grown_from = IdFilter(field_name="grown_from_id")
    ends_on_before = django_filters.DateFilter(field_name="ends_on", lookup_expr="lte")
    ends_on_after = django_filters.DateFilter(field_name="ends_on", lookup_expr="gte")


class CollaborationFilter(EngagementFilter):
    event = django_filters.CharFilter(lookup_expr="icontains")
    held_on_after = django_filters.DateFilter(field_name="starts_on", lookup_expr="gte")
    held_on_before = django_filters.DateFilter(field_name="starts_on", lookup_expr="lte")
