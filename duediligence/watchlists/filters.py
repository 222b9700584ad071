"""The filters of the lists' pages. Without a word on the state, the open hits and the listed entries are shown."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.companies.forms.fields import RecordFilter
from crm.companies.models import Company
from crm.core.selects import Choice
from crm.core.widgets import TypeAhead

from ..enums import EntryKind, HitState
from ..models import EntryName, Hit, ListEntry, Screening, WatchList

EVERY, LEFT = "every", "left"
_WORDS = {"type": "search", "autocomplete": "off"}


def _lists(**names: str) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Watch list"), queryset=WatchList.objects.all(), empty_label=_("Every list"), widget=Choice, **names
    )


class EntryPageFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or number"), method="find", widget=forms.TextInput(attrs=_WORDS))
    watchlist = _lists()
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=EntryKind.choices, empty_label=_("Any"), widget=Choice)
    listed = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(LEFT, _("Left the list")), (EVERY, _("Every state"))],
        method="narrow_listed",
        empty_label=_("On the list"),
        widget=Choice,
    )

    class Meta:
        model = ListEntry
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("listed") else rows.filter(closed_load=None)

    def narrow_listed(self, entries: QuerySet, _name: str, state: str) -> QuerySet:
        return entries.filter(closed_load__isnull=False) if state == LEFT else entries

    def find(self, entries: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word in one of its names; or its number in the list."""
        names = EntryName.objects.filter(entry=OuterRef("pk"))
        for word in text.split():
            names = names.filter(text__icontains=word)
        return entries.filter(Q(reference__iexact=text) | Q(uid=text) | Exists(names))


class HitPageFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Party, company or listed name"), method="find", widget=forms.TextInput(attrs=_WORDS)
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            (HitState.CLEARED.value, HitState.CLEARED.label),
            (HitState.CONFIRMED.value, HitState.CONFIRMED.label),
            (EVERY, _("Every state")),
        ],
        method="narrow_state",
        empty_label=HitState.OPEN.label,
        widget=Choice,
    )
    watchlist = _lists(field_name="entry__watchlist")
    strong = django_filters.BooleanFilter(
        label=_("Strong ones only"), method="narrow_strong", widget=forms.CheckboxInput
    )
    company = RecordFilter(
        label=_("Company"),
        field_name="party__screening__company",
        queryset=Company.objects.kept(),
        widget=TypeAhead("companies:suggest"),
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        method="below",
        empty_label=_("Any office"),
        widget=Choice,
    )
    screening = django_filters.ModelChoiceFilter(
        label=_("Screening"),
        field_name="party__screening",
        queryset=Screening.objects.all(),
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Hit
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Of one screening all are shown, however they were handled."""
        rows = super().filter_queryset(queryset)
        told = self.form.cleaned_data
        return rows if told.get("state") or told.get("screening") else rows.open()

    def narrow_state(self, hits: QuerySet, _name: str, state: str) -> QuerySet:
        return hits if state == EVERY else hits.filter(state=state)

    def narrow_strong(self, hits: QuerySet, _name: str, only: bool) -> QuerySet:
        return hits.filter(strong=True) if only else hits

    def below(self, hits: QuerySet, _name: str, office: Office) -> QuerySet:
        return hits.filter(party__screening__office__path__startswith=office.path)

    def find(self, hits: QuerySet, _name: str, text: str) -> QuerySet:
        text = text.strip()
        return hits.filter(
            Q(party__name__icontains=text)
            | Q(entry__name__icontains=text)
            | Q(party__screening__company__legal_name__icontains=text)
        )
