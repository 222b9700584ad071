"""Clearances over REST: read by all, held back and given again by those who guard them."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.offices import OfficeFilter
from crm.accounts.api.views import ReadViewSet, changes_record
from crm.companies.api.survivors import CompanyIdFilter
from crm.core import clock
from crm.core.api.fields import IdField
from crm.core.api.filters import AskedFilters, IdFilter, Ordering
from crm.core.verdict import Verdict

from ...enums import DECIDABLE, ClearanceState, Purpose
from ...models import Clearance
from .. import policies, selectors
from ..services import changes, rises
from .rises import RaiseSerializer, RiseSerializer


class ConditionReadPart(serializers.Serializer):
    id = IdField(read_only=True)
    text = serializers.CharField(read_only=True)
    owner = IdField(source="owner_id", read_only=True)
    due_on = serializers.DateField(read_only=True)
    before_signature = serializers.BooleanField(read_only=True)
    state = serializers.CharField(read_only=True)


class ClearanceSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    company = IdField(source="company_id", read_only=True)
    screening = IdField(source="screening_id", read_only=True)
    purposes = serializers.ListField(child=serializers.ChoiceField(choices=Purpose.choices), read_only=True)
    amount_ceiling = serializers.CharField(read_only=True, help_text="USD")
    rating = serializers.ChoiceField(choices=[(r.value, r.label) for r in DECIDABLE], read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True)
    state = serializers.ChoiceField(choices=ClearanceState.choices, read_only=True)
    review_months = serializers.IntegerField(read_only=True, allow_null=True)
    conditions = ConditionReadPart(many=True, read_only=True, source="screening.conditions")


class ChangeSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=10_000)


class ClearanceFilter(django_filters.FilterSet):
    company = CompanyIdFilter(field_name="company_id")
    screening = IdFilter(field_name="screening_id")
    office = OfficeFilter(field_name="screening__office")
    state = django_filters.MultipleChoiceFilter(choices=ClearanceState.choices, distinct=False)
    purpose = django_filters.ChoiceFilter(choices=Purpose.choices, method="for_purpose")
    valid_until_before = django_filters.DateFilter(field_name="valid_until", lookup_expr="lte")
    valid_until_after = django_filters.DateFilter(field_name="valid_until", lookup_expr="gte")

    search = django_filters.CharFilter(field_name="company__legal_name", lookup_expr="icontains")

    class Meta:
        model = Clearance
        fields: list[str] = []

    def for_purpose(self, queryset: Any, _name: str, value: str) -> Any:
        return queryset.filter(purposes__contains=[value])


class ClearanceViewSet(ReadViewSet):
    """The dated results of approved screenings; binding, and so open to all staff."""

    serializer_class = ClearanceSerializer
    filterset_class = ClearanceFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["valid_until", "valid_from", "amount_ceiling"]
    queryset = Clearance.objects.none()

    def get_queryset(self) -> Any:
        rows = Clearance.objects.visible_to(self.request.user).with_state(on=clock.today())
        return rows.select_related("screening__office__parent").prefetch_related("screening__conditions")

    @changes_record
    @extend_schema(request=ChangeSerializer, responses=ClearanceSerializer)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, pk: str) -> Response:
        """Stop new activations and donations."""
        return self._change(request, policies.may_suspend, changes.suspend)

    @changes_record
    @extend_schema(request=ChangeSerializer, responses=ClearanceSerializer)
    @action(detail=True, methods=["post"])
    def reinstate(self, request: Request, pk: str) -> Response:
        """In force again. While a confirmed hit of the United Nations stands: the Director General or the committee."""
        return self._change(request, _may_reinstate, changes.reinstate)

    @changes_record
    @extend_schema(request=ChangeSerializer, responses=ClearanceSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """For good."""
        return self._change(request, policies.may_revoke, changes.revoke)

    @extend_schema(request=RaiseSerializer, responses={201: RiseSerializer})
    @action(detail=True, methods=["post"], url_path="raise-risk")
    @idempotent
    def raise_risk(self, request: Request, pk: str) -> Response:
        """The risk of a cleared company rose: everybody who must know is told at once."""
        clearance = self.get_object()
        policies.may_raise(request.user, clearance).require_person()
        told = RaiseSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        rise = rises.raise_risk(by=request.user, clearance_id=clearance.pk, **told.validated_data)
        return Response(RiseSerializer(rise).data, status=status.HTTP_201_CREATED)

    def _change(self, request: Request, may: Any, deed: Any) -> Response:
        clearance = self.get_object()
        may(request.user, clearance).require_person()
        told = ChangeSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        version = self.expected_version(clearance)
        deed(by=request.user, clearance_id=clearance.pk, version=version, **told.validated_data)
        return self.answer(self.get_queryset().get(pk=clearance.pk))


def _may_reinstate(user: Any, clearance: Clearance) -> Verdict:
    return policies.may_reinstate(user, clearance, listed=selectors.listed_by_the_un(clearance.company_id))
