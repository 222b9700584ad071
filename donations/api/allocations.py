"""Allocations over REST: proposed, decided, withdrawn, taken back."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet, changes_record
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import IdFilter
from crm.core.verdict import Verdict
from partnerships.api.money import MoneyField, told

from ..allocations import policies
from ..allocations.services import allocations
from ..allocations.services.data import AllocationData
from ..enums import AllocationState
from ..models import Allocation
from .shared import DeedReasonSerializer, Deeds, NothingSerializer, OptionalReasonSerializer, moment


class AllocationSerializer(serializers.Serializer):
    """`source` is the id of the cause for which the money was given, null for money given without one; `to` that of
    the destination. Amounts are in USD. Which gifts were drawn on is told once it is approved, the oldest first.
    """

    id = IdField(read_only=True)
    source = IdField(required=False, allow_null=True)
    to = IdField()
    amount = MoneyField()
    reason = serializers.CharField(max_length=500)
    office = OfficeIdField(source="office_id")
    by = IdField(read_only=True, allow_null=True)
    proposed_on = serializers.DateField(read_only=True)
    state = serializers.ChoiceField(choices=AllocationState.choices, read_only=True)
    decided_by = IdField(read_only=True, allow_null=True)
    decided_at = serializers.DateTimeField(read_only=True, allow_null=True)
    decision_reason = serializers.CharField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def as_data(self) -> AllocationData:
        said = self.validated_data
        return AllocationData(
            office_id=said["office_id"],
            destination_id=said["to"],
            amount_usd=said["amount"]["amount"],
            reason=said["reason"],
            cause_id=said.get("source"),
        )

    def validate_amount(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["currency"].upper() != "USD":
            raise serializers.ValidationError("The pools are kept in USD: give the amount in USD.", code="currency")
        return said

    def to_representation(self, row: Any) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "source": ident(row.cause_id),
            "to": ident(row.destination_id),
            "amount": told(row.amount_usd, "USD", row.amount_usd),
            "reason": row.reason,
            "office": ident(row.office_id),
            "by": ident(row.proposed_by_id),
            "proposed_on": row.proposed_on.isoformat(),
            "state": row.state,
            "decided_by": ident(row.decided_by_id),
            "decided_at": moment(row.decided_at),
            "decision_reason": row.decision_reason,
            "updated_at": moment(row.updated_at),
        }


class AllocationFilter(django_filters.FilterSet):
    office = OfficeFilter()
    state = django_filters.MultipleChoiceFilter(choices=AllocationState.choices, distinct=False)
    source = IdFilter(field_name="cause_id")
    unearmarked = django_filters.BooleanFilter(field_name="cause_id", lookup_expr="isnull")
    to = IdFilter(field_name="destination_id")

    class Meta:
        model = Allocation
        fields: list[str] = []


# By which names services refuse, where the contract calls the field otherwise.
_NAMES = {"destination": "to", "cause": "source", "amount_usd": "amount"}


class AllocationViewSet(Deeds, RecordViewSet):
    """Money out of a pool to a destination. Proposed by an office, decided by the partnerships team, never by who
    proposed it. 409: `not_enough`, `wrong_intent`, `destination_closed`; 403: `own_request`.
    """

    http_method_names = ["get", "post", "head", "options"]
    serializer_class = AllocationSerializer
    filterset_class = AllocationFilter
    search_fields = ["destination__name", "reason"]
    ordering_fields = ["proposed_on", "amount_usd", "decided_at"]
    ordering = ["-proposed_on"]
    queryset = Allocation.objects.none()

    def get_queryset(self) -> Any:
        return Allocation.objects.visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_propose(access(self.request.user))

    def perform_create(self, serializer: Any) -> Allocation:
        try:
            return allocations.propose(by=self.request.user, data=serializer.as_data())
        except ValidationError as refusal:
            raise ValidationError(
                {_NAMES.get(name, name): errors for name, errors in refusal.error_dict.items()}
            ) from refusal

    @changes_record
    @extend_schema(request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Draw it, the oldest gift first; 409 `not_enough` where the pool has less left by now."""
        return self.deed(policies.may_decide, OptionalReasonSerializer, _named(allocations.approve))

    @changes_record
    @extend_schema(request=DeedReasonSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """With the reason, which who proposed it reads."""
        return self.deed(policies.may_decide, DeedReasonSerializer, _named(allocations.reject))

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """As long as it is not decided."""
        return self.deed(policies.may_withdraw, NothingSerializer, _named(allocations.withdraw))

    @changes_record
    @extend_schema(request=DeedReasonSerializer)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, pk: str) -> Response:
        """All of it goes back into the pool, gift by gift."""
        return self.deed(policies.may_take_back, DeedReasonSerializer, _named(allocations.take_back))


def _named(service: Any) -> Any:
    def deed(*, pk: int, **told: Any) -> Any:
        return service(allocation_id=pk, **told)

    return deed
