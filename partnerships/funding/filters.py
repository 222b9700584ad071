"""The filters of the lists of contributions and programmes."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.models import Office
from crm.companies.forms.fields import RecordFilter
from crm.companies.models import Company
from crm.core import clock
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from ..enums import ContributionKind, Payer
from ..models import Contribution, Programme

STATES = [
    ("lapsed", pgettext_lazy("instalment", "Overdue")),
    ("waiting", pgettext_lazy("instalment", "Due, not received")),
    ("received", pgettext_lazy("instalment", "Something received")),
]


def narrow_state(rows: QuerySet, state: str) -> QuerySet:
    """Of rows `with_sums`."""
    asked: dict[str, dict[str, Any]] = {
        "lapsed": {"next_due__lt": clock.today()},
        "waiting": {"next_due__isnull": False},
        "received": {"received_on__isnull": False},
    }
    return rows.filter(**asked[state])


class ContributionFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="narrow_office",
        empty_label=_("Any office"),
        widget=Choice,
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="narrow_state", empty_label=_("Any state"), widget=Choice
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=ContributionKind.choices, empty_label=_("Any kind"), widget=Choice
    )
    company = RecordFilter(
        label=_("Company"),
        queryset=Company.objects.kept(),
        field_name="partner__company",
        widget=TypeAhead("companies:suggest"),
    )
    payer = django_filters.ChoiceFilter(
        label=_("Who pays"), choices=Payer.choices, empty_label=_("Anybody"), widget=Choice
    )
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"),
        queryset=Programme.objects.all(),
        field_name="engagement__programme",
        empty_label=_("Any"),
        widget=Choice,
    )
    pledged_from = django_filters.DateFilter(
        label=_("Pledged on or after"), field_name="pledged_on", lookup_expr="gte", widget=DateInput
    )
    pledged_until = django_filters.DateFilter(
        label=_("Pledged on or before"), field_name="pledged_on", lookup_expr="lte", widget=DateInput
    )
    breaks_rule = django_filters.BooleanFilter(label=_("Donor money for direct support"), method="narrow_rule")

    class Meta:
        model = Contribution
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            rows = rows.filter(
                Q(engagement__title__icontains=word)
                | Q(partner__company__legal_name__icontains=word)
                | Q(donor__icontains=word)
                | Q(description__icontains=word)
            )
        return rows

    def narrow_office(self, rows: Any, _name: str, office: Office) -> QuerySet:
        return rows.of_office(office.path)

    def narrow_state(self, rows: QuerySet, _name: str, state: str) -> QuerySet:
        return narrow_state(rows, state)

    def narrow_rule(self, rows: Any, _name: str, breaks: bool) -> QuerySet:
        found = rows.breaking_rule()
        return found if breaks else rows.exclude(pk__in=found.values("pk"))


class ProgrammeFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="narrow_office",
        empty_label=_("Any office"),
        widget=Choice,
    )

    class Meta:
        model = Programme
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            rows = rows.filter(Q(name__icontains=word) | Q(donor__icontains=word))
        return rows

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(office__path__startswith=office.path)
