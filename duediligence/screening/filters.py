"""The filters of the lists of screenings."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.companies.forms.fields import RecordFilter
from crm.companies.models import COMPANY_NAMES, Company
from crm.core.names.listing import named
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from ..enums import Purpose, Rating, ScreeningState, Track
from ..models import Screening


class ScreeningPageFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        label=_("Name of the company"),
        method="find",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ScreeningState.choices, empty_label=_("Any state"), widget=Choice
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="below",
        empty_label=_("Any office"),
        widget=Choice,
    )
    purpose = django_filters.ChoiceFilter(
        label=_("Purpose"), choices=Purpose.choices, empty_label=_("Any"), widget=Choice
    )
    rating = django_filters.ChoiceFilter(
        label=_("Rating"), choices=Rating.choices, empty_label=_("Any rating"), widget=Choice
    )
    track = django_filters.ChoiceFilter(label=_("Track"), choices=Track.choices, empty_label=_("Any"), widget=Choice)
    company = RecordFilter(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    decided_after = django_filters.DateFilter(
        label=_("Decided from"), field_name="decided_at", lookup_expr="date__gte", widget=DateInput
    )
    decided_before = django_filters.DateFilter(
        label=_("Decided until"), field_name="decided_at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = Screening
        fields: list[str] = []

    def find(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        return rows.filter(company__in=named(Company.objects.all(), COMPANY_NAMES, text).values("pk"))

    def below(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(office__path__startswith=office.path)


WHOSE = [("mine", _("Mine")), ("free", _("Not yet taken"))]


class QueueFilter(ScreeningPageFilter):
    whose = django_filters.ChoiceFilter(
        label=_("Researcher"), choices=WHOSE, method="of", empty_label=_("Everybody’s"), widget=Choice
    )

    def of(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(researcher=None if value == "free" else self.request.user)
