"""The filters of the lists of partnerships and collaborations."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.companies.forms.fields import RecordFilter
from crm.companies.models import Company, Theme
from crm.core import countries
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from ..enums import ENDED, PIPELINE, Disclosure, EngagementType, Modality, Stage
from ..models import Engagement


class EngagementFilter(django_filters.FilterSet):
    """What both lists share."""

    search = django_filters.CharFilter(label=_("Search"), method="narrow_search")
    company = RecordFilter(
        label=_("Company"),
        queryset=Company.objects.kept(),
        method="narrow_company",
        widget=TypeAhead("companies:suggest"),
    )
    type = django_filters.ChoiceFilter(
        label=_("Type"), choices=EngagementType.choices, empty_label=_("Any type"), widget=Choice
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="narrow_office",
        empty_label=_("Any office"),
        widget=Choice,
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"), choices=countries.choices, method="narrow_country", empty_label=_("Any"), widget=Choice
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"), queryset=Theme.objects.all(), field_name="themes", empty_label=_("Any theme"), widget=Choice
    )
    disclosure = django_filters.ChoiceFilter(
        label=_("Disclosure"), choices=Disclosure.choices, empty_label=_("Any"), widget=Choice
    )
    modality = django_filters.ChoiceFilter(
        label=_("Modality"), choices=Modality.choices, empty_label=_("Any"), widget=Choice
    )
    ran_from = django_filters.DateFilter(label=_("Ran on or after"), method="narrow_ran_from", widget=DateInput)
    ran_until = django_filters.DateFilter(
        label=_("Ran on or before"), field_name="starts_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = Engagement
        fields: tuple[str, ...] = ()

    def narrow_search(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        for word in text.split():
            there = Engagement.objects.filter(partners__company__legal_name__icontains=word).values("pk")
            rows = rows.filter(Q(title__icontains=word) | Q(pk__in=there))
        return rows

    def narrow_company(self, rows: QuerySet, _name: str, company: Company) -> QuerySet:
        return rows.filter(partners__company=company)

    def narrow_office(self, rows: Any, _name: str, office: Office) -> QuerySet:
        return rows.of_office(office.path)

    def narrow_country(self, rows: QuerySet, _name: str, code: str) -> QuerySet:
        return rows.filter(countries__contains=[code])

    def narrow_ran_from(self, rows: QuerySet, _name: str, day: Any) -> QuerySet:
        return rows.filter(Q(ends_on__gte=day) | Q(ends_on=None))


# Several stages at once, as people ask for them.
TOGETHER = {"prepared": PIPELINE, "ended": ENDED}
YES_OR_NO = [("", _("Any")), ("true", _("Yes")), ("false", _("No"))]


class PartnershipFilter(EngagementFilter):
    stage = django_filters.ChoiceFilter(
        label=_("Stage"),
        choices=[("prepared", _("In preparation")), *Stage.choices, ("ended", _("Ended"))],
        method="narrow_stage",
        empty_label=_("Any stage"),
        widget=Choice,
    )
    airline = django_filters.TypedChoiceFilter(
        label=_("Airline agreement"),
        choices=YES_OR_NO,
        coerce=lambda told: told == "true",
        widget=Choice,
    )

    def narrow_stage(self, rows: QuerySet, _name: str, stage: str) -> QuerySet:
        return rows.filter(stage__in=TOGETHER.get(stage, (stage,)))


class CollaborationFilter(EngagementFilter):
    event = django_filters.CharFilter(label=_("Event"), lookup_expr="icontains")
