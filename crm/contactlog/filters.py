"""Filters of the contact log, for pages and the API alike. None of them tells what a person may not read."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office, User
from crm.companies.models import Company, Theme
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from .enums import CoordinationState, InteractionKind
from .models import CoordinationRequest, FollowUp, Interaction


def office_and_below(queryset: QuerySet, name: str, value: str) -> QuerySet:
    """A region or headquarters includes the offices below it; told by id or by code."""
    wanted = Q(pk=value) if value.isascii() and value.isdigit() and len(value) < 19 else Q(code__iexact=value)
    office = Office.objects.filter(wanted).first()
    if office is None:
        return queryset.none()
    return queryset.filter(**{f"{name}__path__startswith": office.path})


class InteractionFilter(django_filters.FilterSet):
    company = django_filters.NumberFilter(field_name="company_id")
    office = django_filters.CharFilter(method="of_office", label=_("An office, with the offices below it"))
    by = django_filters.NumberFilter(field_name="by_id")
    kind = django_filters.MultipleChoiceFilter(choices=InteractionKind.choices)
    themes = django_filters.CharFilter(field_name="themes__code", lookup_expr="iexact")
    contacts = django_filters.NumberFilter(method="with_contact", label=_("A person on their side"))
    occurred_on = django_filters.DateFilter()
    occurred_after = django_filters.DateFilter(field_name="occurred_on", lookup_expr="gte")
    occurred_before = django_filters.DateFilter(field_name="occurred_on", lookup_expr="lte")
    search = django_filters.CharFilter(method="with_words", label=_("Words of the subject"))

    class Meta:
        model = Interaction
        fields: list[str] = []

    def of_office(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return office_and_below(queryset, name, value)

    def with_contact(self, queryset: QuerySet, name: str, value: int) -> QuerySet:
        """Whom an office met is content: only where one may read it."""
        return queryset.filter(contacts=value, notes_open=True)

    def with_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(subject__icontains=value, notes_open=True)


class InteractionPageFilter(InteractionFilter):
    """The same on the page, with fields that a person can use."""

    company = django_filters.ModelChoiceFilter(
        label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest")
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="below",
        empty_label=_("Any office"),
        widget=Choice,
    )
    by = django_filters.ModelChoiceFilter(
        label=_("Logged by"), queryset=User.objects.all(), widget=TypeAhead("contactlog:colleague_suggest")
    )
    kind = django_filters.ChoiceFilter(
        label=_("How"), choices=InteractionKind.choices, empty_label=_("Any"), widget=Choice
    )
    themes = django_filters.ModelChoiceFilter(
        label=_("Theme"), queryset=Theme.objects.all(), empty_label=_("Any"), widget=Choice
    )
    occurred_after = django_filters.DateFilter(
        label=_("From"), field_name="occurred_on", lookup_expr="gte", widget=DateInput
    )
    occurred_before = django_filters.DateFilter(
        label=_("Until"), field_name="occurred_on", lookup_expr="lte", widget=DateInput
    )
    contacts = occurred_on = None

    def below(self, queryset: QuerySet, name: str, value: Office) -> QuerySet:
        return queryset.filter(office__path__startswith=value.path)


class FollowUpFilter(django_filters.FilterSet):
    assignee = django_filters.NumberFilter(field_name="assignee_id")
    created_by = django_filters.NumberFilter(field_name="created_by_id")
    interaction = django_filters.NumberFilter(field_name="interaction_id")
    company = django_filters.NumberFilter(field_name="interaction__company_id")
    office = django_filters.CharFilter(method="of_office", label=_("An office, with the offices below it"))
    done = django_filters.BooleanFilter(field_name="done_at", lookup_expr="isnull", exclude=True)
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    search = django_filters.CharFilter(field_name="text", lookup_expr="icontains")

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def of_office(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return office_and_below(queryset, "interaction__office", value)


class CoordinationFilter(django_filters.FilterSet):
    company = django_filters.NumberFilter(field_name="company_id")
    from_office = django_filters.CharFilter(method="of_office")
    to_office = django_filters.CharFilter(method="of_office")
    state = django_filters.MultipleChoiceFilter(choices=CoordinationState.choices)
    search = django_filters.CharFilter(field_name="topic", lookup_expr="icontains")

    class Meta:
        model = CoordinationRequest
        fields: list[str] = []

    def of_office(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return office_and_below(queryset, name, value)
