"""The filters of the companies' list, page and API alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any

import django_filters
from django import forms
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office, RegionCountry
from crm.core import countries
from crm.core.names.listing import named
from crm.core.selects import Choice, Choices
from crm.core.widgets import combobox_attrs

from . import isic
from .enums import CompanyKind, CompanyStatus, GlobalCompact, MaturityLevel, Size
from .models import COMPANY_NAMES, Company, Interest, MaturityAssessment, Tag, Theme
from .registries import company_filters


def in_region(companies: QuerySet, office: Office) -> QuerySet:
    """Seated in one of the region's countries, or led by an office of the region."""
    answered_for = RegionCountry.objects.filter(office=office).values("country")
    return companies.filter(Q(country__in=answered_for) | Q(lead_office__in=Office.objects.below(office)))


def latest_maturity() -> Subquery:
    """The level of the latest assessment; all are kept, the latest one counts."""
    of_company = MaturityAssessment.objects.filter(company=OuterRef("pk")).order_by("-assessed_on", "-id")
    return Subquery(of_company.values("level")[:1])


class _Offices:
    """The offices to choose from, read once for both fields, when the first of them is drawn."""

    @cached_property
    def all(self) -> list[tuple[int, str]]:
        return [(pk, name) for pk, name, _kind in self._rows]

    @cached_property
    def regional(self) -> list[tuple[int, str]]:
        return sorted(((pk, name) for pk, name, kind in self._rows if kind == OfficeKind.REGIONAL), key=itemgetter(1))

    @cached_property
    def _rows(self) -> list[tuple[int, str, str]]:
        return list(Office.objects.order_by("path").values_list("pk", "name", "kind"))


@dataclass(frozen=True)
class _Drawn:
    """The choices of a field as they are drawn; what is chosen is looked up by the field itself."""

    empty: Any
    read: Callable[[], Iterable[tuple[Any, str]]]

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return chain([("", self.empty)], self.read())


class CompanyFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name"), method="find", widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        queryset=Office.objects.filter(kind=OfficeKind.REGIONAL).order_by("name"),
        method="narrow_region",
        empty_label=_("Any region"),
        widget=Choice,
    )
    country = django_filters.MultipleChoiceFilter(
        label=_("Country"), choices=countries.choices, distinct=False, widget=Choices
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=CompanyKind.choices, empty_label=_("Any kind"), widget=Choice
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=CompanyStatus.choices, empty_label=_("Any status"), widget=Choice
    )
    lead_office = django_filters.ModelChoiceFilter(
        label=_("Lead office"),
        queryset=Office.objects.order_by("path"),
        method="narrow_lead",
        empty_label=_("Any office"),
        widget=Choice,
    )
    sector = django_filters.ChoiceFilter(
        label=_("Sector"), choices=isic.choices, method="narrow_sector", empty_label=_("Any sector"), widget=Choice
    )
    size = django_filters.ChoiceFilter(label=_("Size"), choices=Size.choices, empty_label=_("Any size"), widget=Choice)
    tag = django_filters.ModelMultipleChoiceFilter(
        label=_("Tag"), field_name="tags", queryset=Tag.objects.all(), conjoined=True, distinct=False, widget=Choices
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme of interest"),
        queryset=Theme.objects.all(),
        method="narrow_theme",
        empty_label=_("Any theme"),
        widget=Choice,
    )
    global_compact = django_filters.ChoiceFilter(
        label=_("UN Global Compact"), choices=GlobalCompact.choices, empty_label=_("Any"), widget=Choice
    )
    maturity = django_filters.ChoiceFilter(
        label=_("Maturity"),
        choices=MaturityLevel.choices,
        method="narrow_maturity",
        empty_label=_("Any maturity"),
        widget=Choice,
    )

    class Meta:
        model = Company
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, added in company_filters.items():
            self.filters[key] = _Added(added, self.request.user)
        fields, offices = self.form.fields, _Offices()
        fields["region"].widget.choices = _Drawn(_("Any region"), lambda: offices.regional)
        fields["lead_office"].widget.choices = _Drawn(_("Any office"), lambda: offices.all)
        fields["country"].widget.attrs |= combobox_attrs() | {"data-placeholder": str(_("Any country"))}
        fields["tag"].widget.attrs |= combobox_attrs() | {"data-placeholder": str(_("Any tag"))}

    def find(self, companies: QuerySet, _name: str, text: str) -> QuerySet:
        return named(companies, COMPANY_NAMES, text)

    def narrow_region(self, companies: QuerySet, _name: str, office: Office) -> QuerySet:
        return in_region(companies, office)

    def narrow_lead(self, companies: QuerySet, _name: str, office: Office) -> QuerySet:
        return companies.led_from(office)

    def narrow_sector(self, companies: QuerySet, _name: str, code: str) -> QuerySet:
        """A section includes its divisions."""
        return companies.filter(isic__startswith=code)

    def narrow_theme(self, companies: QuerySet, _name: str, theme: Theme) -> QuerySet:
        return companies.filter(pk__in=Interest.objects.filter(theme=theme).values("company"))

    def narrow_maturity(self, companies: QuerySet, _name: str, level: str) -> QuerySet:
        return companies.alias(latest_maturity=latest_maturity()).filter(latest_maturity=level)


class _Added(django_filters.Filter):
    """A filter of another app."""

    def __init__(self, added: Any, user: Any) -> None:
        super().__init__()
        self._added, self._user = added, user
        self._field = added.field()

    @property
    def field(self) -> Any:
        return self._field

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs if value in (None, "", False) else self._added.narrow(qs, value, self._user)
