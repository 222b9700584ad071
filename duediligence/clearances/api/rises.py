"""Raised risks over REST: read by all staff, as the clearances to which they belong (`clearances/{id}/raise-risk/`)."""

from typing import Any

import django_filters
from rest_framework import serializers

from crm.accounts.api.views import ReadViewSet
from crm.companies.api.survivors import CompanyIdFilter
from crm.core.api.fields import IdField
from crm.core.api.filters import AskedFilters, IdFilter, Ordering
from crm.core.api.serializers import MomentField

from ...enums import DECIDABLE, Rating
from ...models import RiskRise


class RaiseSerializer(serializers.Serializer):
    """`suspends`: new activations and donations stop at once."""

    rating = serializers.ChoiceField(choices=[(r.value, r.label) for r in (*DECIDABLE[1:], Rating.EXCLUDED)])
    reason = serializers.CharField(max_length=20_000)
    suspends = serializers.BooleanField(required=False, default=False)


class RiseSerializer(serializers.Serializer):
    """`hit` is the confirmed one that raised it by rule; `by` is null where that had been confirmed before."""

    id = IdField(read_only=True)
    clearance = IdField(source="clearance_id", read_only=True)
    company = IdField(source="clearance.company_id", read_only=True)
    source = serializers.ChoiceField(choices=Rating.choices, read_only=True)
    target = serializers.ChoiceField(choices=Rating.choices, read_only=True)
    reason = serializers.CharField(read_only=True)
    suspended = serializers.BooleanField(read_only=True)
    hit = IdField(source="hit_id", read_only=True, allow_null=True)
    by = IdField(source="by_id", read_only=True, allow_null=True)
    at = MomentField(read_only=True)
    screening = IdField(source="screening_id", read_only=True, allow_null=True)


class RiseFilter(django_filters.FilterSet):
    company = CompanyIdFilter(field_name="clearance__company_id")
    clearance = IdFilter(field_name="clearance_id")
    hit = IdFilter(field_name="hit_id")
    target = django_filters.MultipleChoiceFilter(choices=Rating.choices, distinct=False)
    suspended = django_filters.BooleanFilter()
    search = django_filters.CharFilter(field_name="clearance__company__legal_name", lookup_expr="icontains")

    class Meta:
        model = RiskRise
        fields: list[str] = []


class RiskRiseViewSet(ReadViewSet):
    """Risks that rose after a clearance, whoever raised them, and those that a confirmed hit raised by rule."""

    serializer_class = RiseSerializer
    filterset_class = RiseFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["at"]
    queryset = RiskRise.objects.none()

    def get_queryset(self) -> Any:
        return RiskRise.objects.visible_to(self.request.user).select_related("clearance")
