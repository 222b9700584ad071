"""Filters of the screenings by the names of their fields."""

import django_filters
from django.db.models import QuerySet

from crm.accounts.api.offices import OfficeFilter
from crm.companies.api.survivors import CompanyIdFilter
from crm.companies.models import COMPANY_NAMES, Company
from crm.core.api.filters import IdFilter, IdsFilter, MomentFilter
from crm.core.names.listing import named

from ...enums import EvidenceKind, PartyRole, Purpose, Rating, RiskKind, ScreeningState, Severity, Track
from ...models import Controversy, Evidence, Risk, SalesActivity, ScreenedParty, Screening


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


class RowFilter(django_filters.FilterSet):
    """What the lines of all desks have in common."""

    screening = IdFilter(field_name="screening_id")
    company = CompanyIdFilter(field_name="screening__company_id")
    office = OfficeFilter(field_name="screening__office")


class RiskFilter(RowFilter):
    kind = django_filters.MultipleChoiceFilter(choices=RiskKind.choices, distinct=False)
    owner = IdFilter(field_name="owner_id")
    search = django_filters.CharFilter(field_name="text", lookup_expr="icontains")

    class Meta:
        model = Risk
        fields: list[str] = []


class ActivityFilter(RowFilter):
    isic = django_filters.CharFilter()
    year = django_filters.NumberFilter()
    search = django_filters.CharFilter(field_name="activity", lookup_expr="icontains")

    class Meta:
        model = SalesActivity
        fields: list[str] = []


class ControversyFilter(RowFilter):
    theme = django_filters.CharFilter(field_name="theme__code")
    severity = django_filters.MultipleChoiceFilter(choices=Severity.choices, distinct=False)
    happened_on_after = django_filters.DateFilter(field_name="happened_on", lookup_expr="gte")
    happened_on_before = django_filters.DateFilter(field_name="happened_on", lookup_expr="lte")
    search = django_filters.CharFilter(field_name="text", lookup_expr="icontains")

    class Meta:
        model = Controversy
        fields: list[str] = []


class PartyFilter(RowFilter):
    role = django_filters.MultipleChoiceFilter(choices=PartyRole.choices, distinct=False)
    search = django_filters.CharFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = ScreenedParty
        fields: list[str] = []


class EvidenceFilter(RowFilter):
    """Searched are the titles of what is open to all: an answer of nothing must not tell what is confidential."""

    kind = django_filters.MultipleChoiceFilter(choices=EvidenceKind.choices, distinct=False)
    confidential = django_filters.BooleanFilter()
    struck = django_filters.BooleanFilter(method="is_struck")
    search = django_filters.CharFilter(method="with_title")

    class Meta:
        model = Evidence
        fields: list[str] = []

    def is_struck(self, queryset: QuerySet, _name: str, value: bool) -> QuerySet:
        return queryset.filter(struck_at__isnull=not value)

    def with_title(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(confidential=False, title__icontains=value)
