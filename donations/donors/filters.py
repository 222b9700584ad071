"""The filters of the list of donors."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core.selects import Choice
from crm.core.text import fold

from ..enums import DonorKind
from ..models import Donor


class DonorFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="narrow_office",
        empty_label=_("Any office"),
        widget=Choice,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=DonorKind.choices, empty_label=_("Anybody"), widget=Choice
    )

    class Meta:
        model = Donor
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        """By name only among those whom the person may read."""
        for word in text.split():
            readable = Donor.objects.readable_by(self.request.user).filter(details__sort_name__contains=fold(word))
            rows = rows.filter(Q(company__sort_name__contains=fold(word)) | Q(pk__in=readable.values("pk")))
        return rows

    def narrow_office(self, rows: QuerySet, _name: str, office: Any) -> QuerySet:
        return rows.filter(office__path__startswith=office.path)
