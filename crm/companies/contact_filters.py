"""By what the list of people can be narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.core import countries
from crm.core.names.listing import named
from crm.core.selects import Choice
from crm.core.widgets import TypeAhead, combobox_attrs

from .enums import Consent
from .forms.fields import RecordFilter
from .models import PERSON_NAMES, Affiliation, Company, Contact


class ContactFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name or address"), method="find", widget=forms.TextInput(attrs={"type": "search"})
    )
    company = RecordFilter(
        label=_("Company"), queryset=Company.objects.kept(), method="at_company", widget=TypeAhead("companies:suggest")
    )
    country = django_filters.ChoiceFilter(
        label=_("Country of the company"),
        choices=countries.choices,
        method="in_country",
        empty_label=_("Any country"),
        widget=Choice,
    )
    consent = django_filters.ChoiceFilter(
        label=_("Consent"), choices=Consent.choices, empty_label=_("Any"), widget=Choice
    )
    key_person = django_filters.BooleanFilter(label=_("Key people only"), method="key", widget=forms.CheckboxInput)

    class Meta:
        model = Contact
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["country"].widget.attrs |= combobox_attrs()

    def find(self, people: QuerySet, _name: str, text: str) -> QuerySet:
        """By any of their names; or the text is an address of theirs."""
        if "@" in text:
            return people.filter(emails__contains=[text.strip()]).exclude(consent=Consent.WITHDRAWN)
        return named(people, PERSON_NAMES, text)

    def at_company(self, people: QuerySet, _name: str, company: Company) -> QuerySet:
        return people.filter(pk__in=Affiliation.objects.filter(company=company).values("contact"))

    def in_country(self, people: QuerySet, _name: str, code: str) -> QuerySet:
        there = Affiliation.objects.filter(company__country=code, until=None)
        return people.filter(pk__in=there.values("contact"))

    def key(self, people: QuerySet, _name: str, only: bool) -> QuerySet:
        posts = Affiliation.objects.filter(key_person=True, until=None)
        return people.filter(pk__in=posts.values("contact")) if only else people
