import django_filters
from django.db.models import Q, QuerySet

from crm.core.api.fields import row_number
from crm.core.api.filters import IdFilter, MomentFilter

from ..filters import DeedFilter


class DeedApiFilter(DeedFilter):
    """`by` is an identifier, or a part of a name; what was done for somebody is found as well."""

    on_behalf_of = IdFilter(field_name="on_behalf_of_id")
    subject = django_filters.CharFilter(method="about", help_text="Type and identifier: companies.company:12")
    at_after = MomentFilter(field_name="at", lookup_expr="gte")
    at_before = MomentFilter(field_name="at", lookup_expr="lte")
    search = django_filters.CharFilter(field_name="by_name", lookup_expr="icontains")

    def by_name(self, deeds: QuerySet, name: str, value: str) -> QuerySet:
        number = row_number(value)
        if number is None:
            return super().by_name(deeds, name, value)
        return deeds.filter(Q(by_id=number) | Q(on_behalf_of_id=number))

    def about(self, deeds: QuerySet, _name: str, value: str) -> QuerySet:
        kind, _colon, key = value.partition(":")
        return deeds.filter(subject_type=kind, **({"subject_id": key} if key else {}))
