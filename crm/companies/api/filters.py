"""Filters of the API by the names of its fields."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework.filters import OrderingFilter, SearchFilter
from rest_framework.request import Request

from crm.accounts.api.resources import named
from crm.accounts.models import Office
from crm.core.api.filters import MomentFilter

from ..enums import CompanyKind, CompanyStatus, Size
from ..filters import in_region
from ..models import Company, Document, Interest, MaturityAssessment

_ORDER = {
    "legal_name": ("sort_name", "id"),
    "country": ("country", "sort_name", "id"),
    "founded": ("founded", "id"),
    "status": ("status", "sort_name", "id"),
    "created_at": ("created_at", "id"),
    "updated_at": ("updated_at", "id"),
}


class CharInFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    pass


class NumberInFilter(django_filters.BaseInFilter, django_filters.NumberFilter):
    pass


class CompanyFilter(django_filters.FilterSet):
    """`lead_office` (or `office`) takes a code or an id; a region or the headquarters includes what lies below."""

    id = NumberInFilter(field_name="pk")
    legal_name = django_filters.CharFilter(lookup_expr="iexact")
    kind = django_filters.MultipleChoiceFilter(choices=CompanyKind.choices, distinct=False)
    status = django_filters.MultipleChoiceFilter(choices=CompanyStatus.choices, distinct=False)
    size = django_filters.MultipleChoiceFilter(choices=Size.choices, distinct=False)
    country = CharInFilter(field_name="country", lookup_expr="in")
    region = django_filters.CharFilter(method="narrow_region", help_text="A regional office: its countries and offices")
    isic = django_filters.CharFilter(lookup_expr="istartswith")
    lei = django_filters.CharFilter(lookup_expr="iexact")
    website = django_filters.CharFilter(lookup_expr="icontains")
    parent = django_filters.NumberFilter(field_name="parent_id")
    lead_office = django_filters.CharFilter(method="narrow_lead")
    office = django_filters.CharFilter(method="narrow_lead")
    relationship_lead = django_filters.NumberFilter(field_name="relationship_lead_id")
    founded = django_filters.NumberFilter()
    tag = django_filters.CharFilter(field_name="tags__name", lookup_expr="iexact")
    theme = django_filters.CharFilter(method="narrow_theme")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Company
        fields: list[str] = []

    def narrow_lead(self, companies: Any, _name: str, value: str) -> QuerySet:
        office = Office.objects.filter(named(value)).first()
        return companies.led_from(office) if office else companies.none()

    def narrow_region(self, companies: QuerySet, _name: str, value: str) -> QuerySet:
        office = Office.objects.filter(named(value)).first()
        return in_region(companies, office) if office else companies.none()

    def narrow_theme(self, companies: QuerySet, _name: str, code: str) -> QuerySet:
        return companies.filter(pk__in=Interest.objects.filter(theme__code=code).values("company"))


class CompanySearch(SearchFilter):
    """`search`: the words of a name, legal or other, folded as the register keeps them."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> QuerySet:
        text = " ".join(self.get_search_terms(request))
        return queryset.named(text) if text else queryset

    def get_search_fields(self, view: Any, request: Request) -> list[str]:
        return ["legal_name", "other_names"]


class CompanyOrdering(OrderingFilter):
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


class InterestFilter(django_filters.FilterSet):
    company = django_filters.NumberFilter(field_name="company_id")
    theme = django_filters.CharFilter(field_name="theme__code")
    level = django_filters.CharFilter()

    class Meta:
        model = Interest
        fields: list[str] = []


class MaturityFilter(django_filters.FilterSet):
    company = django_filters.NumberFilter(field_name="company_id")
    level = django_filters.CharFilter()

    class Meta:
        model = MaturityAssessment
        fields: list[str] = []


class DocumentFilter(django_filters.FilterSet):
    company = django_filters.NumberFilter(field_name="company_id")
    office = django_filters.NumberFilter(field_name="office_id")

    class Meta:
        model = Document
        fields: list[str] = []
