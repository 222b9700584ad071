"""The filters of board, calendar, stalled ones and reasons for closing."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..engagements.filters import PartnershipFilter
from ..enums import PIPELINE, ClosingCause, EngagementType
from ..models import Engagement, StageMove


def _office(method: str, **more: Any) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method=method,
        empty_label=_("Any office"),
        widget=Choice,
        **more,
    )


class BoardFilter(django_filters.FilterSet):
    """Of partnerships; `mine` are those that I lead, am a point person of, or entered."""

    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    office = _office("narrow_office")
    type = django_filters.ChoiceFilter(
        label=_("Type"), choices=EngagementType.choices, empty_label=_("Any type"), widget=Choice
    )
    mine = django_filters.BooleanFilter(label=_("Only mine"), method="narrow_mine", widget=forms.CheckboxInput)

    class Meta:
        model = Engagement
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            named = Engagement.objects.filter(partners__company__legal_name__icontains=word).values("pk")
            rows = rows.filter(Q(title__icontains=word) | Q(pk__in=named))
        return rows

    def narrow_office(self, rows: Any, _name: str, office: Office) -> QuerySet:
        return rows.of_office(office.path)

    def narrow_mine(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        if not wanted:
            return rows
        user = self.request.user
        among = Engagement.objects.filter(colleagues=user).values("pk")
        return rows.filter(Q(relationship_lead=user) | Q(created_by=user) | Q(pk__in=among))


class StalledFilter(PartnershipFilter):
    stage = django_filters.ChoiceFilter(
        label=_("Stage"), choices=[(s.value, s.label) for s in PIPELINE], empty_label=_("Any stage"), widget=Choice
    )


class ClosingFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    cause = django_filters.ChoiceFilter(
        label=_("Cause"), choices=ClosingCause.choices, empty_label=_("Any cause"), widget=Choice
    )
    office = _office("narrow_office")
    closed_from = django_filters.DateFilter(
        label=_("Ended on or after"), field_name="at", lookup_expr="date__gte", widget=DateInput
    )
    closed_until = django_filters.DateFilter(
        label=_("Ended on or before"), field_name="at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = StageMove
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            named = Engagement.objects.filter(partners__company__legal_name__icontains=word).values("pk")
            here = Q(reason__icontains=word) | Q(partnership__title__icontains=word) | Q(partnership__in=named)
            rows = rows.filter(here)
        return rows

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        there: Any = Engagement.objects.all()
        return rows.filter(partnership__in=there.of_office(office.path).values("pk"))
