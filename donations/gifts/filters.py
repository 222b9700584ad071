"""The filters of the register of donations."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core.selects import Choice
from crm.core.text import fold
from crm.core.widgets import DateInput

from ..enums import Channel, DonationKind, DonationState, DonorKind
from ..models import Appeal, Cause, Donation, Donor

NO_CAUSE = "none"


def _causes() -> list[tuple[str, Any]]:
    return [(NO_CAUSE, _("To be allocated")), *((str(row.pk), str(row)) for row in Cause.objects.all())]


def search_gifts(rows: QuerySet, text: str, user: Any) -> QuerySet:
    """By number, goods, or giver; of private ones only those whom the person may read."""
    for word in text.split():
        folded = fold(word)
        readable = Donor.objects.readable_by(user).filter(details__sort_name__contains=folded)
        rule = Q(donor__company__sort_name__contains=folded) | Q(donor__in=readable) | Q(goods__icontains=word)
        rule |= Q(external_id=word)
        if word.isascii() and word.isdigit() and len(word) < 18:
            rule |= Q(pk=int(word))
        rows = rows.filter(rule)
    return rows


class DonationFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="narrow_office",
        empty_label=_("Any office"),
        widget=Choice,
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=DonationState.choices, empty_label=_("Any state"), widget=Choice
    )
    cause = django_filters.ChoiceFilter(
        label=_("Cause"), choices=_causes, method="narrow_cause", empty_label=_("Any"), widget=Choice
    )
    channel = django_filters.ChoiceFilter(
        label=_("Channel"), choices=Channel.choices, empty_label=_("Any"), widget=Choice
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=DonationKind.choices, empty_label=_("Any kind"), widget=Choice
    )
    donor_kind = django_filters.ChoiceFilter(
        label=_("Donor"), field_name="donor__kind", choices=DonorKind.choices, empty_label=_("Anybody"), widget=Choice
    )
    appeal = django_filters.ModelChoiceFilter(
        label=_("Appeal"), queryset=Appeal.objects.all(), empty_label=_("Any"), widget=Choice
    )
    received_from = django_filters.DateFilter(
        label=_("Received on or after"), field_name="received_on", lookup_expr="gte", widget=DateInput
    )
    received_until = django_filters.DateFilter(
        label=_("Received on or before"), field_name="received_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = Donation
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        return search_gifts(rows, text, self.request.user)

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(office__path__startswith=office.path)

    def narrow_cause(self, rows: QuerySet, _name: str, cause: str) -> QuerySet:
        return rows.filter(cause=None) if cause == NO_CAUSE else rows.filter(cause=int(cause))
