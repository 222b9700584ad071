"""Calls for small grants over REST."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet, changes_record
from crm.accounts.models import Office, User
from crm.core.api.fields import IdField, ident
from crm.core.verdict import Verdict

from ..enums import CallState
from ..grants import policies
from ..grants.services import calls
from ..grants.services.data import CallData, CriterionData
from ..models import GrantCall


class CallCriterionPart(serializers.Serializer):
    id = IdField(read_only=True)
    text = serializers.CharField(max_length=200)
    weight = serializers.DecimalField(max_digits=4, decimal_places=2, required=False, default=Decimal(1))


class GrantCallSerializer(serializers.Serializer):
    """Amounts are in USD. `eligible` are offices, an empty list all of them; `reviewers` score beside headquarters.
    A list of `criteria` takes the place of what is there, until the call is closed."""

    id = IdField(read_only=True)
    title = serializers.CharField(max_length=200)
    source = serializers.CharField(max_length=200)
    amount_usd = serializers.DecimalField(max_digits=16, decimal_places=2)
    deadline = serializers.DateField()
    text = serializers.CharField(required=False, allow_blank=True)
    eligible = serializers.ListField(child=OfficeIdField(), required=False, max_length=1000)
    reviewers = serializers.ListField(child=IdField(), required=False, max_length=200)
    criteria = CallCriterionPart(many=True, required=False, max_length=50)
    state = serializers.ChoiceField(choices=CallState.choices, read_only=True)
    asked_usd = serializers.CharField(read_only=True)
    awarded_usd = serializers.CharField(read_only=True)
    left_usd = serializers.CharField(read_only=True)
    proposals = serializers.IntegerField(read_only=True)
    awards = serializers.IntegerField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def changes(self) -> dict[str, Any]:
        said = dict(self.validated_data)
        for name, key in (("eligible", "eligible_ids"), ("reviewers", "reviewer_ids")):
            if name in said:
                said[key] = tuple(sorted(set(said.pop(name))))
        if "criteria" in said:
            said["criteria"] = tuple(CriterionData(each["text"], each["weight"]) for each in said["criteria"])
        return said

    def to_representation(self, row: Any) -> dict[str, Any]:
        criteria = [
            {"id": ident(each.pk), "text": each.text, "weight": f"{each.weight:.2f}"} for each in row.criteria.all()
        ]
        return {
            "id": ident(row.pk),
            "title": row.title,
            "source": row.source,
            "amount_usd": f"{row.amount_usd:.2f}",
            "deadline": row.deadline.isoformat(),
            "text": row.text,
            "eligible": [ident(each.pk) for each in row.eligible.all()],
            "reviewers": [ident(each.pk) for each in row.reviewers.all()],
            "criteria": criteria,
            "state": row.state,
            "asked_usd": f"{row.asked:.2f}",
            "awarded_usd": f"{row.awarded:.2f}",
            "left_usd": f"{row.left:.2f}",
            "proposals": row.proposal_count,
            "awards": row.award_count,
            "updated_at": serializers.DateTimeField().to_representation(row.updated_at),
        }


class GrantCallFilter(django_filters.FilterSet):
    """`office` finds the calls that are open to it by their list of offices, or open to all."""

    state = django_filters.MultipleChoiceFilter(choices=CallState.choices, distinct=False)
    office = OfficeFilter(method="narrow_office")
    deadline_after = django_filters.DateFilter(field_name="deadline", lookup_expr="gte")
    deadline_before = django_filters.DateFilter(field_name="deadline", lookup_expr="lte")

    class Meta:
        model = GrantCall
        fields: list[str] = []

    def narrow_office(self, rows: Any, _name: str, office: Any) -> QuerySet:
        return rows.open_to(office.path)


class GrantCallViewSet(RecordViewSet):
    """Calls for small grants. The partnerships team drafts them, opens them, closes them from the deadline on, and
    finishes them once all is decided."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = GrantCallSerializer
    filterset_class = GrantCallFilter
    search_fields = ["title", "source"]
    ordering_fields = ["deadline", "amount_usd", "asked", "awarded", "title"]
    ordering = ["-deadline"]
    queryset = GrantCall.objects.none()

    def get_queryset(self) -> Any:
        lists = (
            "criteria",
            Prefetch("eligible", Office.objects.only("pk").order_by("pk")),
            Prefetch("reviewers", User.objects.only("pk").order_by("pk")),
        )
        return GrantCall.objects.visible_to(self.request.user).with_sums().prefetch_related(*lists)

    def may_create(self) -> Verdict:
        return policies.may_run_calls(access(self.request.user))

    def may_change(self, instance: GrantCall) -> Verdict:
        return policies.may_change_call(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> GrantCall:
        return calls.draft_call(by=self.request.user, data=CallData(**serializer.changes()))

    def perform_update(self, serializer: Any, version: int | None) -> GrantCall:
        changes, pk = serializer.changes(), serializer.instance.pk
        return calls.change_call(by=self.request.user, call_id=pk, changes=changes, version=version)

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def open(self, request: Request, pk: str) -> Response:
        """Offices may propose from now on, until the end of the day of the deadline."""
        return self._deed(calls.open_call)

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Not before the day of the deadline; the review begins."""
        return self._deed(calls.close_call)

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, pk: str) -> Response:
        """Once every proposal is decided; everybody sees the scores."""
        return self._deed(calls.finish_call)

    def _deed(self, deed: Callable[..., GrantCall]) -> Response:
        row = self.get_object()
        policies.may_run_calls(access(self.request.user)).require_person()
        return self.answer(self.fresh(deed(by=self.request.user, call_id=row.pk, version=self.expected_version(row))))
