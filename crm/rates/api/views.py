"""The REST door of exchange rates: open to all to read, set by those who keep them."""

from datetime import date
from typing import Any

import django_filters
from rest_framework import serializers

from crm.accounts.api.views import RecordViewSet
from crm.core.api.fields import IdField
from crm.core.verdict import Verdict

from .. import policies
from ..models import ExchangeRate
from ..services.rates import add_rate, correct_rate


class ExchangeRateSerializer(serializers.Serializer):
    """`units_per_usd` units of `currency` for one USD in the month that begins on `month`.

    An amount keeps the rate by which it was converted: a correction changes no amount.
    """

    id = IdField(read_only=True)
    currency = serializers.CharField(max_length=3)
    month = serializers.DateField(help_text="Any day of the month; answered with its first.")
    units_per_usd = serializers.DecimalField(max_digits=18, decimal_places=6)
    source = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    updated_at = serializers.DateTimeField(read_only=True)


class CorrectionSerializer(ExchangeRateSerializer):
    """Which currency and month a rate is of stays: set another one instead."""

    currency = serializers.CharField(read_only=True)
    month = serializers.DateField(read_only=True)  # type: ignore[assignment]
    source = serializers.CharField(max_length=200, required=False, allow_blank=True)


class ExchangeRateFilter(django_filters.FilterSet):
    currency = django_filters.CharFilter(lookup_expr="iexact")
    month = django_filters.DateFilter(method="in_month")
    month_after = django_filters.DateFilter(field_name="month", lookup_expr="gte")
    month_before = django_filters.DateFilter(field_name="month", lookup_expr="lte")

    class Meta:
        model = ExchangeRate
        fields: list[str] = []

    def in_month(self, rows: Any, _name: str, day: date) -> Any:
        return rows.filter(month=day.replace(day=1))


class ExchangeRateViewSet(RecordViewSet):
    """The monthly operational rates of the United Nations. The partnerships team and administrators set them."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    filterset_class = ExchangeRateFilter
    search_fields = ["currency", "source"]
    ordering_fields = ["currency", "month", "units_per_usd"]
    ordering = ["-month", "currency"]
    queryset = ExchangeRate.objects.none()

    def get_queryset(self) -> Any:
        return ExchangeRate.objects.visible_to(self.request.user)

    def get_serializer_class(self) -> Any:
        return CorrectionSerializer if self.action == "partial_update" else ExchangeRateSerializer

    def may_create(self) -> Verdict:
        return policies.may_set_rates(self.request.user)

    def may_change(self, instance: ExchangeRate) -> Verdict:
        return policies.may_set_rates(self.request.user)

    def perform_create(self, serializer: Any) -> ExchangeRate:
        return add_rate(by=self.request.user, **serializer.validated_data)

    def perform_update(self, serializer: Any, version: int | None) -> ExchangeRate:
        return correct_rate(
            by=self.request.user,
            rate_id=serializer.instance.pk,
            changes=dict(serializer.validated_data),
            version=version,
        )
