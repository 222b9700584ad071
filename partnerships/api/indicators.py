"""Indicators over REST, with their targets and what was measured."""

import json
from hashlib import sha256
from typing import Any

import django_filters
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.offices import OfficeFilter
from crm.accounts.api.views import changes_record
from crm.core.api.etags import expect
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import IdFilter, MomentFilter

from ..engagements.services import writing
from ..models import Engagement, Indicator, IndicatorTarget, IndicatorValue
from ..results.selectors import progress_of
from ..results.services import indicators
from .results import ResultViewSet


def _figure(**more: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=18, decimal_places=4, **more)


class TargetPart(serializers.Serializer):
    due_on = serializers.DateField()
    value = _figure()


class ValuePart(serializers.Serializer):
    """What was measured on a day; sent again for the same day it is corrected."""

    measured_on = serializers.DateField()
    value = _figure()
    narrative = serializers.CharField(required=False, allow_blank=True)
    year = serializers.IntegerField(read_only=True)
    by = IdField(read_only=True)


class IndicatorSerializer(serializers.Serializer):
    """`target` is the last of the `targets`. A list of `targets` takes the place of what is there; what was measured
    is sent to `values/`. `share` is how far the latest value lies between the baseline and the target, in per cent.
    """

    id = IdField(read_only=True)
    partnership = IdField()
    text = serializers.CharField(max_length=300)
    unit = serializers.CharField(max_length=60, required=False, allow_blank=True)
    baseline = _figure(required=False, allow_null=True)
    baseline_on = serializers.DateField(required=False, allow_null=True)
    position = serializers.IntegerField(required=False, min_value=0, max_value=32_767)
    target = _figure(read_only=True, allow_null=True)
    targets = TargetPart(many=True, required=False, max_length=100)
    values = ValuePart(many=True, read_only=True)
    share = serializers.IntegerField(read_only=True, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def to_representation(self, row: Indicator) -> dict[str, Any]:
        known = progress_of(row)
        return {
            "id": ident(row.pk),
            "partnership": ident(row.partnership_id),
            "text": row.text,
            "unit": row.unit,
            "baseline": _told(row.baseline),
            "baseline_on": row.baseline_on.isoformat() if row.baseline_on else None,
            "position": row.position,
            "target": _told(known.goal.value) if known.goal else None,
            "targets": [{"due_on": each.due_on.isoformat(), "value": _told(each.value)} for each in known.targets],
            "values": [_value(each) for each in known.values],
            "share": known.share,
            "updated_at": serializers.DateTimeField().to_representation(row.updated_at),
        }


def _told(value: Any) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _value(row: IndicatorValue) -> dict[str, Any]:
    return {
        "measured_on": row.measured_on.isoformat(),
        "year": row.measured_on.year,
        "value": _told(row.value),
        "narrative": row.narrative,
        "by": ident(row.by_id),
    }


class IndicatorFilter(django_filters.FilterSet):
    partnership = IdFilter(field_name="partnership_id")
    office = OfficeFilter(method="narrow_office")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Indicator
        fields: list[str] = []

    def narrow_office(self, rows: QuerySet, _name: str, office: Any) -> QuerySet:
        return rows.filter(partnership__in=Engagement.objects.of_office(office.path).values("pk"))


class IndicatorViewSet(ResultViewSet):
    """What is measured of partnerships: baseline, targets, values. One on which something was measured stays."""

    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilter
    search_fields = ["text", "partnership__title"]
    ordering_fields = ["position", "updated_at"]
    ordering = ["-partnership", "position", "id"]
    queryset = Indicator.objects.none()

    def get_queryset(self) -> Any:
        visible = Engagement.objects.visible_to(self.request.user)
        rows = Indicator.objects.filter(partnership__in=visible.values("pk"))
        parts = (
            Prefetch("targets", IndicatorTarget.objects.order_by("due_on")),
            Prefetch("values", IndicatorValue.objects.order_by("measured_on", "pk")),
        )
        return rows.select_related("partnership__lead_office__parent").prefetch_related(*parts)

    def etag(self, instance: Any) -> str:
        """Changes with targets and values, too."""
        told = IndicatorSerializer(instance).data
        digest = sha256(json.dumps([told["targets"], told["values"]]).encode()).hexdigest()
        return f'"{instance.version}-{digest[:12]}"'

    def perform_create(self, serializer: Any) -> Indicator:
        said = dict(serializer.validated_data)
        partnership_id = self.chosen("partnership", said.pop("partnership"))
        targets = _targets(said.pop("targets", []))
        return indicators.add_indicator(
            by=self.request.user, partnership_id=partnership_id, values=said, targets=targets
        )

    def perform_update(self, serializer: Any, version: int | None) -> Indicator:
        row = serializer.instance
        said = self.stays("partnership", dict(serializer.validated_data), row)
        targets = _targets(said.pop("targets")) if "targets" in said else None
        return indicators.edit_indicator(
            by=self.request.user, indicator_id=row.pk, changes=said, targets=targets, version=version
        )

    def perform_destroy(self, instance: Indicator, version: int | None) -> None:
        indicators.drop_indicator(by=self.request.user, indicator_id=instance.pk, version=version)

    @extend_schema(request=ValuePart, responses={201: IndicatorSerializer})
    @changes_record
    @action(detail=True, methods=["post"], url_path="values")
    @idempotent
    def measure(self, request: Request, pk: str) -> Response:
        """Keep what was measured on a day, or correct it."""
        row = self.get_object()
        self.may_change(row).require_person()
        part = ValuePart(data=request.data)
        part.is_valid(raise_exception=True)
        with transaction.atomic():
            writing.locked(row.partnership_id)
            expect(request, self.etag(self.fresh(row)))
            indicators.record_value(by=request.user, indicator_id=row.pk, **part.validated_data)
        return self.answer(self.fresh(row), status.HTTP_201_CREATED)


def _targets(sent: list[dict[str, Any]]) -> dict[Any, Any]:
    return {each["due_on"]: each["value"] for each in sent}
