"""The filters of the page. None of them tells what a person may not read."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office, User
from crm.companies.forms.fields import RecordFilter
from crm.companies.models import Company, Theme
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from .enums import InteractionKind
from .models import Interaction


class InteractionPageFilter(django_filters.FilterSet):
    """Of the list, with fields that a person can use."""

    company = RecordFilter(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
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
    search = django_filters.CharFilter(method="with_words", label=_("Words of the subject"))

    class Meta:
        model = Interaction
        fields: list[str] = []

    def below(self, queryset: QuerySet, name: str, value: Office) -> QuerySet:
        return queryset.filter(office__path__startswith=value.path)

    def with_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(subject__icontains=value, notes_open=True)
