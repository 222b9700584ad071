"""Filters of the contact log by the names of its fields. None of them tells what a person may not read."""

import django_filters
from django.db.models import QuerySet

from crm.accounts.api.offices import OfficeFilter
from crm.companies.api.filters import ThemeFilter
from crm.companies.api.survivors import CompanyIdFilter
from crm.core.api.filters import IdFilter, IdsFilter, MomentFilter
from crm.core.visibility import Visibility

from ..enums import CoordinationState, InteractionKind
from ..models import CoordinationRequest, FollowUp, Interaction


class InteractionFilter(django_filters.FilterSet):
    """Whom an office met and what was said is found only where the reader may read it."""

    id = IdsFilter(field_name="pk")
    company = CompanyIdFilter(field_name="company_id")
    office = OfficeFilter()
    by = IdFilter(field_name="by_id")
    kind = django_filters.MultipleChoiceFilter(choices=InteractionKind.choices, distinct=False)
    visibility = django_filters.MultipleChoiceFilter(choices=Visibility.choices, distinct=False)
    themes = ThemeFilter()
    theme = ThemeFilter(field_name="themes")
    contacts = IdFilter(method="with_contact")
    occurred_on = django_filters.DateFilter()
    occurred_on_after = django_filters.DateFilter(field_name="occurred_on", lookup_expr="gte")
    occurred_on_before = django_filters.DateFilter(field_name="occurred_on", lookup_expr="lte")
    occurred_after = django_filters.DateFilter(field_name="occurred_on", lookup_expr="gte")
    occurred_before = django_filters.DateFilter(field_name="occurred_on", lookup_expr="lte")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")
    search = django_filters.CharFilter(method="with_words")

    class Meta:
        model = Interaction
        fields: list[str] = []

    def with_contact(self, queryset: QuerySet, _name: str, value: int) -> QuerySet:
        return queryset.filter(contacts=value, notes_open=True)

    def with_words(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(subject__icontains=value, notes_open=True)


class FollowUpFilter(django_filters.FilterSet):
    interaction = IdFilter(field_name="interaction_id")
    assignee = IdFilter(field_name="assignee_id")
    created_by = IdFilter(field_name="created_by_id")
    company = CompanyIdFilter(field_name="interaction__company_id")
    office = OfficeFilter(field_name="interaction__office")
    done = django_filters.BooleanFilter(field_name="done_at", lookup_expr="isnull", exclude=True)
    due_on = django_filters.DateFilter()
    due_on_after = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_on_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    search = django_filters.CharFilter(field_name="text", lookup_expr="icontains")

    class Meta:
        model = FollowUp
        fields: list[str] = []


class CoordinationFilter(django_filters.FilterSet):
    company = CompanyIdFilter(field_name="company_id")
    from_office = OfficeFilter()
    to_office = OfficeFilter()
    requested_by = IdFilter(field_name="requested_by_id")
    state = django_filters.MultipleChoiceFilter(choices=CoordinationState.choices, distinct=False)
    due_on_after = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_on_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    search = django_filters.CharFilter(field_name="topic", lookup_expr="icontains")

    class Meta:
        model = CoordinationRequest
        fields: list[str] = []
