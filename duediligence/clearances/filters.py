"""The filters of the list of clearances."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.companies.forms.fields import RecordFilter
from crm.companies.models import Company
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from ..enums import DECIDABLE, ClearanceState, Purpose
from ..models import Clearance


class ClearancePageFilter(django_filters.FilterSet):
    company = RecordFilter(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ClearanceState.choices, empty_label=_("Any"), widget=Choice
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="below",
        empty_label=_("Any office"),
        widget=Choice,
    )
    rating = django_filters.ChoiceFilter(
        label=_("Risk"), choices=[(r.value, r.label) for r in DECIDABLE], empty_label=_("Any"), widget=Choice
    )
    purpose = django_filters.ChoiceFilter(
        label=_("Purpose"), choices=Purpose.choices, method="for_purpose", empty_label=_("Any"), widget=Choice
    )
    until_before = django_filters.DateFilter(
        label=_("Ends before"), field_name="valid_until", lookup_expr="lte", widget=DateInput
    )
    search = django_filters.CharFilter(label=_("Company's name"), method="with_words")

    class Meta:
        model = Clearance
        fields: list[str] = []

    def below(self, queryset: QuerySet, name: str, value: Office) -> QuerySet:
        return queryset.filter(screening__office__path__startswith=value.path)

    def for_purpose(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(purposes__contains=[value])

    def with_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(company__legal_name__icontains=value)
