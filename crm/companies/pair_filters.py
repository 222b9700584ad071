"""The filters of the queues of possible duplicates. Without a word on the state, what is to be decided is shown."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office
from crm.core.selects import Choice
from crm.core.text import fold

from .duplicates.comparing import STRONG
from .enums import CompanyKind, PairState
from .filters import in_region
from .models import Affiliation, Company, CompanyPair, ContactPair
from .pair_querysets import CompanyPairQuerySet

EVERY = "every"
_STRENGTHS = [("strong", _("Strong")), ("possible", _("Possible"))]
_STATES = [(PairState.NOT_SAME.value, PairState.NOT_SAME.label), (EVERY, _("Every state"))]


class _PairFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name"), method="find", widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
    strength = django_filters.ChoiceFilter(
        label=_("Likeness"), choices=_STRENGTHS, method="narrow_strength", empty_label=_("Any"), widget=Choice
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=_STATES,
        method="narrow_state",
        empty_label=PairState.OPEN.label,
        widget=Choice,
    )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.filter(state=PairState.OPEN)

    def find(self, pairs: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word of the text stands in the name of one of the two."""
        first, second = Q(), Q()
        for word in fold(text).split():
            first &= Q(first__sort_name__contains=word)
            second &= Q(second__sort_name__contains=word)
        return pairs.filter(first | second)

    def narrow_strength(self, pairs: QuerySet, _name: str, strength: str) -> QuerySet:
        return pairs.filter(score__gte=STRONG) if strength == _STRENGTHS[0][0] else pairs.filter(score__lt=STRONG)

    def narrow_state(self, pairs: QuerySet, _name: str, state: str) -> QuerySet:
        return pairs if state == EVERY else pairs.filter(state=state)


class CompanyPairFilterSet(_PairFilterSet):
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        queryset=Office.objects.filter(kind=OfficeKind.REGIONAL).order_by("name"),
        method="narrow_region",
        empty_label=_("Any region"),
        widget=Choice,
    )
    lead_office = django_filters.ModelChoiceFilter(
        label=_("Lead office"),
        queryset=Office.objects.order_by("path"),
        method="narrow_lead",
        empty_label=_("Any office"),
        widget=Choice,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=CompanyKind.choices,
        method="narrow_kind",
        empty_label=_("Any kind"),
        widget=Choice,
    )

    class Meta:
        model = CompanyPair
        fields: list[str] = []

    def narrow_region(self, pairs: QuerySet, _name: str, office: Office) -> QuerySet:
        there = in_region(Company.objects.kept(), office).values("pk")
        return pairs.filter(Q(first__in=there) | Q(second__in=there))

    def narrow_lead(self, pairs: CompanyPairQuerySet, _name: str, office: Office) -> QuerySet:
        return pairs.led_from(office)

    def narrow_kind(self, pairs: QuerySet, _name: str, kind: str) -> QuerySet:
        return pairs.filter(Q(first__kind=kind) | Q(second__kind=kind))


class ContactPairFilterSet(_PairFilterSet):
    lead_office = django_filters.ModelChoiceFilter(
        label=_("Lead office of the company"),
        queryset=Office.objects.order_by("path"),
        method="narrow_lead",
        empty_label=_("Any office"),
        widget=Choice,
    )

    class Meta:
        model = ContactPair
        fields: list[str] = []

    def narrow_lead(self, pairs: QuerySet, _name: str, office: Office) -> QuerySet:
        led = Affiliation.objects.filter(company__lead_office__path__startswith=office.path).values("contact")
        return pairs.filter(Q(first__in=led) | Q(second__in=led))
