"""Deal-breakers of partnerships over REST."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter
from crm.accounts.api.views import changes_record
from crm.core.api.fields import IdField
from crm.core.api.filters import IdFilter
from crm.core.verdict import Verdict

from ..engagements.services import writing
from ..models import DealBreaker, Engagement
from ..scoring import policies
from ..scoring.services import deal_breakers
from .results import ResultViewSet


class DealBreakerSerializer(serializers.Serializer):
    """Something without which one side will not go on. It is open until it is said how it was resolved."""

    id = IdField(read_only=True)
    partnership = IdField(source="partnership_id")
    text = serializers.CharField(max_length=300)
    ours = serializers.BooleanField(default=True, help_text="Whether it is ours; else it is the company's.")
    raised_by = IdField(source="raised_by_id", read_only=True)
    raised_on = serializers.DateField(read_only=True)
    resolution = serializers.CharField(read_only=True)
    resolved_on = serializers.DateField(read_only=True, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)


class ResolutionSerializer(serializers.Serializer):
    resolution = serializers.CharField(max_length=300, help_text="How it was resolved.")


class DealBreakerFilter(django_filters.FilterSet):
    partnership = IdFilter(field_name="partnership_id")
    office = OfficeFilter(method="narrow_office")
    resolved = django_filters.BooleanFilter(field_name="resolved_on", lookup_expr="isnull", exclude=True)

    class Meta:
        model = DealBreaker
        fields: list[str] = []

    def narrow_office(self, rows: QuerySet, _name: str, office: Any) -> QuerySet:
        return rows.filter(partnership__in=Engagement.objects.of_office(office.path).values("pk"))


class DealBreakerViewSet(ResultViewSet):
    """What must be so before a partnership goes on. Nothing of it is taken back: it is resolved, and opened again."""

    http_method_names = ["get", "post", "head", "options"]
    serializer_class = DealBreakerSerializer
    filterset_class = DealBreakerFilter
    search_fields = ["text", "resolution", "partnership__title"]
    ordering_fields = ["raised_on", "resolved_on"]
    ordering = ["-raised_on", "-id"]
    queryset = DealBreaker.objects.none()

    def get_queryset(self) -> Any:
        visible = Engagement.objects.visible_to(self.request.user)
        rows = DealBreaker.objects.filter(partnership__in=visible.values("pk"))
        return rows.select_related("partnership__lead_office__parent")

    def may_change(self, instance: DealBreaker) -> Verdict:
        partnership = instance.partnership
        return policies.may_score(access(self.request.user), partnership, writing.office_ids(partnership))

    def perform_create(self, serializer: Any) -> DealBreaker:
        said = dict(serializer.validated_data)
        partnership_id = self.chosen("partnership", said.pop("partnership_id"))
        return deal_breakers.raise_deal_breaker(by=self.request.user, partnership_id=partnership_id, **said)

    @extend_schema(request=ResolutionSerializer, responses=DealBreakerSerializer)
    @changes_record
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: str) -> Response:
        """Say how it was resolved."""
        row = self.get_object()
        self.may_change(row).require_person()
        version = self.expected_version(row)
        told = ResolutionSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        deal_breakers.resolve_deal_breaker(
            by=request.user, deal_breaker_id=row.pk, resolution=told.validated_data["resolution"], version=version
        )
        return self.answer(self.fresh(row))

    @extend_schema(request=None, responses=DealBreakerSerializer)
    @changes_record
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """It stands in the way again."""
        row = self.get_object()
        self.may_change(row).require_person()
        deal_breakers.reopen_deal_breaker(by=request.user, deal_breaker_id=row.pk, version=self.expected_version(row))
        return self.answer(self.fresh(row))
