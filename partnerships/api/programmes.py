"""Programmes with a matching target over REST."""

from typing import Any

import django_filters
from rest_framework import serializers

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet
from crm.core.api.fields import IdField, ident
from crm.core.verdict import Verdict

from ..funding import policies
from ..funding.services.data import ProgrammeData
from ..funding.services.programmes import add_programme, edit_programme
from ..models import Programme
from .money import MoneyField, told


class ProgrammeSerializer(serializers.Serializer):
    """`secured_usd`: what companies pledged in what runs or was completed; `share`: of the target, in per cent."""

    id = IdField(read_only=True)
    name = serializers.CharField(max_length=200)
    donor = serializers.CharField(max_length=200, required=False, allow_blank=True)
    office = OfficeIdField(source="office_id")
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    target = MoneyField(required=False)
    secured_usd = serializers.CharField(read_only=True)
    expected_usd = serializers.CharField(read_only=True)
    received_usd = serializers.CharField(read_only=True)
    share = serializers.CharField(read_only=True, allow_null=True)
    partnerships = serializers.IntegerField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def changes(self) -> dict[str, Any]:
        said = dict(self.validated_data)
        if target := said.pop("target", None):
            said |= {"target_amount": target["amount"], "target_currency": target["currency"].upper()}
        return said

    def to_representation(self, row: Any) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "name": row.name,
            "donor": row.donor,
            "office": ident(row.office_id),
            "starts_on": row.starts_on and row.starts_on.isoformat(),
            "ends_on": row.ends_on and row.ends_on.isoformat(),
            "target": told(row.target_amount, row.target_currency, row.target_usd),
            "secured_usd": f"{row.secured:.2f}",
            "expected_usd": f"{row.expected:.2f}",
            "received_usd": f"{row.received:.2f}",
            "share": None if row.share is None else f"{row.share:.2f}",
            "partnerships": row.partnership_count,
            "updated_at": serializers.DateTimeField().to_representation(row.updated_at),
        }


class ProgrammeFilter(django_filters.FilterSet):
    office = OfficeFilter()
    name = django_filters.CharFilter(lookup_expr="icontains")
    donor = django_filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = Programme
        fields: list[str] = []


class ProgrammeViewSet(RecordViewSet):
    """What donors pay for, and what private contributions are to add."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilter
    search_fields = ["name", "donor"]
    ordering_fields = ["name", "target_usd", "secured", "share"]
    ordering = ["name"]
    queryset = Programme.objects.none()

    def get_queryset(self) -> Any:
        return Programme.objects.visible_to(self.request.user).with_sums().select_related("office__parent")

    def may_create(self) -> Verdict:
        return policies.may_keep_programmes(access(self.request.user))

    def may_change(self, instance: Programme) -> Verdict:
        return policies.may_keep_programmes(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> Programme:
        return add_programme(by=self.request.user, data=ProgrammeData(**serializer.changes()))

    def perform_update(self, serializer: Any, version: int | None) -> Programme:
        return edit_programme(
            by=self.request.user, programme_id=serializer.instance.pk, changes=serializer.changes(), version=version
        )
