"""Filters of the screenings by the names of their fields."""

import django_filters
from django.db.models import QuerySet

from crm.accounts.api.offices import OfficeFilter
from crm.companies.api.survivors import CompanyIdFilter
from crm.companies.models import COMPANY_NAMES, Company
from crm.core.api.filters import IdFilter, IdsFilter, MomentFilter
from crm.core.names.listing import named

from ...enums import Purpose, Rating, ScreeningState, Track
from ...models import Screening


class ScreeningFilter(django_filters.FilterSet):
    id = IdsFilter(field_name="pk")
    company = CompanyIdFilter(field_name="company_id")
    office = OfficeFilter()
    purpose = django_filters.MultipleChoiceFilter(choices=Purpose.choices, distinct=False)
    track = django_filters.MultipleChoiceFilter(choices=Track.choices, distinct=False)
    state = django_filters.MultipleChoiceFilter(choices=ScreeningState.choices, distinct=False)
    rating = django_filters.MultipleChoiceFilter(choices=Rating.choices, distinct=False)
    proposed_rating = django_filters.MultipleChoiceFilter(choices=Rating.choices, distinct=False)
    requested_by = IdFilter(field_name="requested_by_id")
    researcher = IdFilter(field_name="researcher_id")
    due_on_after = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_on_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    decided_since = MomentFilter(field_name="decided_at", lookup_expr="gte")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")
    search = django_filters.CharFilter(method="with_name")

    class Meta:
        model = Screening
        fields: list[str] = []

    def with_name(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(company__in=named(Company.objects.all(), COMPANY_NAMES, value).values("pk"))
