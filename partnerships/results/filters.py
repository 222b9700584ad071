"""The filters of the lists of lessons and surveys."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.companies import isic
from crm.companies.forms.fields import RecordFilter
from crm.companies.models import Company, Theme
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from ..engagements.filters import YES_OR_NO
from ..enums import LessonKind, SurveyMoment
from ..models import Engagement, Lesson, SurveyInvitation


def _office(method: str) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method=method,
        empty_label=_("Any office"),
        widget=Choice,
    )


class LessonFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"),
        queryset=Theme.objects.all(),
        method="narrow_theme",
        empty_label=_("Any theme"),
        widget=Choice,
    )
    sector = django_filters.ChoiceFilter(
        label=_("Sector"),
        choices=isic.choices,
        method="narrow_sector",
        empty_label=_("Any"),
        widget=Choice,
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=LessonKind.choices, empty_label=_("Any"), widget=Choice)
    office = _office("narrow_office")

    class Meta:
        model = Lesson
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            rows = rows.filter(Q(text__icontains=word) | Q(engagement__title__icontains=word))
        return rows

    def narrow_theme(self, rows: QuerySet, _name: str, theme: Theme) -> QuerySet:
        return rows.filter(engagement__in=Engagement.objects.filter(themes=theme).values("pk"))

    def narrow_sector(self, rows: QuerySet, _name: str, code: str) -> QuerySet:
        there = Engagement.objects.filter(partners__company__isic__startswith=code)
        return rows.filter(engagement__in=there.values("pk"))

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(engagement__in=Engagement.objects.of_office(office.path).values("pk"))


class SurveyFilter(django_filters.FilterSet):
    company = RecordFilter(
        label=_("Company"),
        queryset=Company.objects.kept(),
        field_name="partner__company",
        widget=TypeAhead("companies:suggest"),
    )
    moment = django_filters.ChoiceFilter(
        label=_("Moment"), choices=SurveyMoment.choices, empty_label=_("Any"), widget=Choice
    )
    office = _office("narrow_office")
    answered = django_filters.TypedChoiceFilter(
        label=_("Answered"),
        choices=YES_OR_NO,
        coerce=lambda told: told == "true",
        field_name="answered_at",
        lookup_expr="isnull",
        exclude=True,
        widget=Choice,
    )
    since = django_filters.DateFilter(
        label=_("Sent on or after"), field_name="sent_at", lookup_expr="date__gte", widget=DateInput
    )

    class Meta:
        model = SurveyInvitation
        fields: tuple[str, ...] = ()

    def narrow_office(self, rows: QuerySet, _name: str, office: Office) -> QuerySet:
        return rows.filter(partner__engagement__in=Engagement.objects.of_office(office.path).values("pk"))
