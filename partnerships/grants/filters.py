"""The filters of the list of calls."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..enums import CallState
from ..models import GrantCall


class GrantCallFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=CallState.choices, empty_label=_("Any state"), widget=Choice
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Open to the office"),
        queryset=Office.objects.order_by("path"),
        method="narrow_office",
        empty_label=_("Any office"),
        widget=Choice,
    )
    deadline_from = django_filters.DateFilter(
        label=_("Deadline on or after"), field_name="deadline", lookup_expr="gte", widget=DateInput
    )
    deadline_until = django_filters.DateFilter(
        label=_("Deadline on or before"), field_name="deadline", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = GrantCall
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            rows = rows.filter(Q(title__icontains=word) | Q(source__icontains=word))
        return rows

    def narrow_office(self, rows: Any, _name: str, office: Office) -> QuerySet:
        return rows.open_to(office.path)
