"""Filters of the API by the names of its fields."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.filters import SearchFilter
from rest_framework.request import Request

from crm.accounts.api.offices import OfficeFilter
from crm.core.api.filters import CountriesFilter, IdFilter, IdsFilter, MomentFilter, Ordering
from crm.core.names import listing
from crm.core.names.models import NameTable
from crm.core.text import fold
from crm.core.visibility import Visibility

from ..enums import CompanyKind, CompanyStatus, Consent, InterestLevel, MaturityLevel, Size
from ..filters import in_region
from ..merging.survivors import number_of
from ..models import (
    COMPANY_NAMES,
    PERSON_NAMES,
    Affiliation,
    Company,
    CompanyName,
    Contact,
    Document,
    Interest,
    MaturityAssessment,
    Theme,
)
from .survivors import CompanyIdFilter

_ORDER = {
    "legal_name": ("sort_name", "id"),
    "country": ("country", "sort_name", "id"),
    "founded": ("founded", "id"),
    "status": ("status", "sort_name", "id"),
    "kind": ("kind", "sort_name", "id"),
    "size": ("size", "sort_name", "id"),
    "isic": ("isic", "sort_name", "id"),
    "created_at": ("created_at", "id"),
    "updated_at": ("updated_at", "id"),
}


@extend_schema_field(OpenApiTypes.STR)
class ThemeFilter(django_filters.ModelChoiceFilter):
    """By its code; one that is not on the list is refused."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, queryset=lambda _request: Theme.objects.all(), to_field_name="code", **options)


class CompanyFilter(django_filters.FilterSet):
    id = IdsFilter(field_name="pk")
    legal_name = django_filters.CharFilter(lookup_expr="iexact")
    other_names = django_filters.CharFilter(method="named_otherwise")
    kind = django_filters.MultipleChoiceFilter(choices=CompanyKind.choices, distinct=False)
    status = django_filters.MultipleChoiceFilter(choices=CompanyStatus.choices, distinct=False)
    size = django_filters.MultipleChoiceFilter(choices=Size.choices, distinct=False)
    country = CountriesFilter()
    region = OfficeFilter(method="narrow_region", help_text="A regional office: its countries and offices")
    isic = django_filters.CharFilter(lookup_expr="istartswith")
    lei = django_filters.CharFilter(lookup_expr="iexact")
    website = django_filters.CharFilter(lookup_expr="icontains")
    parent = CompanyIdFilter(field_name="parent_id")
    lead_office = OfficeFilter()
    office = OfficeFilter(field_name="lead_office")
    relationship_lead = IdFilter(field_name="relationship_lead_id")
    founded = django_filters.NumberFilter()
    tag = django_filters.CharFilter(field_name="tags__name", lookup_expr="iexact")
    theme = ThemeFilter(method="narrow_theme")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Company
        fields: list[str] = []

    def named_otherwise(self, companies: QuerySet, _name: str, name: str) -> QuerySet:
        return companies.filter(pk__in=CompanyName.objects.filter(sort_name=fold(name)[:250]).values("company"))

    def narrow_region(self, companies: QuerySet, _name: str, office: Any) -> QuerySet:
        return in_region(companies, office)

    def narrow_theme(self, companies: QuerySet, _name: str, theme: Any) -> QuerySet:
        return companies.filter(pk__in=Interest.objects.filter(theme=theme).values("company"))


class NameSearch(SearchFilter):
    """`search`: words of any name of the record, from their beginning; where none has them, names spelt alike."""

    names: NameTable

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> QuerySet:
        text = " ".join(self.get_search_terms(request))
        return listing.named(queryset, self.names, text) if text else queryset

    def get_search_fields(self, view: Any, request: Request) -> list[str]:
        return ["name"]


class CompanySearch(NameSearch):
    names = COMPANY_NAMES


class PersonSearch(NameSearch):
    names = PERSON_NAMES


class CompanyOrdering(Ordering):
    """By the API's names; names sort folded, and every order ends in the id, so that pages neither repeat nor skip."""

    def get_default_valid_fields(self, *_args: Any, **_kwargs: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in _ORDER]

    get_valid_fields = get_default_valid_fields

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        wanted = self.get_ordering(request, queryset, view) or ["legal_name"]
        columns: list[str] = []
        for name in wanted:
            sign = "-" if name.startswith("-") else ""
            columns += [f"{sign}{column}" for column in _ORDER[name.lstrip("-")]]
        return queryset.order_by(*dict.fromkeys(columns))


class ContactFilter(django_filters.FilterSet):
    """`company` finds people who work there, or did."""

    id = IdsFilter(field_name="pk")
    name = django_filters.CharFilter(lookup_expr="iexact")
    company = IdFilter(method="at_company")
    language = django_filters.CharFilter(lookup_expr="iexact")
    consent = django_filters.MultipleChoiceFilter(choices=Consent.choices, distinct=False)
    do_not_contact = django_filters.BooleanFilter()
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Contact
        fields: list[str] = []

    def at_company(self, people: QuerySet, _name: str, company: int) -> QuerySet:
        posts = Affiliation.objects.filter(company=number_of(Company, company))
        return people.filter(pk__in=posts.values("contact"))


class InterestFilter(django_filters.FilterSet):
    company = CompanyIdFilter(field_name="company_id")
    theme = ThemeFilter()
    region = OfficeFilter()
    level = django_filters.MultipleChoiceFilter(choices=InterestLevel.choices, distinct=False)

    class Meta:
        model = Interest
        fields: list[str] = []


class MaturityFilter(django_filters.FilterSet):
    company = CompanyIdFilter(field_name="company_id")
    level = django_filters.MultipleChoiceFilter(choices=MaturityLevel.choices, distinct=False)
    assessed_by = IdFilter(field_name="assessed_by_id")

    class Meta:
        model = MaturityAssessment
        fields: list[str] = []


class DocumentFilter(django_filters.FilterSet):
    """`search` finds titles, of the documents that the reader may read."""

    company = CompanyIdFilter(field_name="company_id")
    office = OfficeFilter()
    visibility = django_filters.MultipleChoiceFilter(choices=Visibility.choices, distinct=False)
    search = django_filters.CharFilter(method="with_words")

    class Meta:
        model = Document
        fields: list[str] = []

    def with_words(self, documents: QuerySet, _name: str, words: str) -> QuerySet:
        return documents.filter(title__icontains=words, readable=True)
