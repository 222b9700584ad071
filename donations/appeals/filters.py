"""The filters of the list of appeals."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core import countries
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..enums import AppealState
from ..models import Appeal, Cause


def office_filter(**options: Any) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="narrow_office",
        empty_label=_("Any office"),
        widget=Choice,
        **options,
    )


class AppealFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=AppealState.choices, empty_label=_("Any state"), widget=Choice
    )
    office = office_filter()
    cause = django_filters.ModelChoiceFilter(
        label=capfirst(_("cause")),
        queryset=Cause.objects.all(),
        field_name="causes",
        empty_label=_("Any cause"),
        widget=Choice,
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"),
        choices=countries.choices,
        method="narrow_country",
        empty_label=_("Any country"),
        widget=Choice(attrs={"data-combobox": ""}),
    )
    running_on = django_filters.DateFilter(label=_("Running on"), method="narrow_running", widget=DateInput)

    class Meta:
        model = Appeal
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return rows

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(office__path__startswith=office.path)

    def narrow_country(self, rows: QuerySet, _name: str, code: str) -> QuerySet:
        return rows.filter(countries__contains=[code])

    def narrow_running(self, rows: QuerySet, _name: str, day: Any) -> QuerySet:
        return rows.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))
