"""The filters of the lists of allocations and destinations."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core import clock
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..appeals.filters import office_filter
from ..enums import AllocationState, DestinationKind
from ..models import Allocation, Cause, Destination

WITHOUT = "none"


def cause_choices() -> list[tuple[str, str]]:
    return [(WITHOUT, str(_("Given without a cause"))), *((str(row.pk), str(row)) for row in Cause.objects.all())]


class AllocationFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=AllocationState.choices, empty_label=_("Any state"), widget=Choice
    )
    cause = django_filters.ChoiceFilter(
        label=capfirst(_("given for")),
        choices=cause_choices,
        method="narrow_cause",
        empty_label=_("Any cause"),
        widget=Choice,
    )
    destination = django_filters.ModelChoiceFilter(
        label=capfirst(_("destination")),
        queryset=Destination.objects.order_by("name"),
        empty_label=_("Any destination"),
        widget=Choice,
    )
    office = office_filter()
    proposed_from = django_filters.DateFilter(
        label=_("Proposed on or after"), field_name="proposed_on", lookup_expr="gte", widget=DateInput
    )
    proposed_until = django_filters.DateFilter(
        label=_("Proposed on or before"), field_name="proposed_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = Allocation
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            rows = rows.filter(Q(destination__name__icontains=word) | Q(reason__icontains=word))
        return rows

    def narrow_cause(self, rows: QuerySet, _name: str, said: str) -> QuerySet:
        return rows.filter(cause=None if said == WITHOUT else said)

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(office__path__startswith=office.path)


class DestinationFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=DestinationKind.choices, empty_label=_("Any kind"), widget=Choice
    )
    cause = django_filters.ModelChoiceFilter(
        label=capfirst(_("causes it serves")),
        queryset=Cause.objects.all(),
        field_name="causes",
        empty_label=_("Any cause"),
        widget=Choice,
    )
    office = office_filter()
    unearmarked = django_filters.BooleanFilter(label=_("Takes money given without a cause"))
    open = django_filters.BooleanFilter(label=_("Open"), method="narrow_open")

    class Meta:
        model = Destination
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
        return rows

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(office__path__startswith=office.path)

    def narrow_open(self, rows: Any, _name: str, is_open: bool) -> QuerySet:
        found = rows.open(on=clock.today())
        return found if is_open else rows.exclude(pk__in=found.values("pk"))
