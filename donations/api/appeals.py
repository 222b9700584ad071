"""Appeals over REST, with what they raised and cost."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet, changes_record
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import IdFilter
from crm.core.verdict import Verdict
from partnerships.api.money import MoneyField, told

from ..appeals import policies
from ..appeals.services import appeals
from ..appeals.services.costs import add_cost
from ..appeals.services.data import AppealData, CostData
from ..enums import AppealState
from ..models import Appeal
from .shared import Deeds, NothingSerializer, countries_field, moment


class AppealCostPart(serializers.Serializer):
    id = IdField(read_only=True)
    text = serializers.CharField(max_length=200)
    spent_on = serializers.DateField()
    cost = MoneyField()

    def as_data(self) -> CostData:
        said = self.validated_data
        return CostData(said["text"], said["spent_on"], said["cost"]["amount"], said["cost"]["currency"].upper())


class AppealSerializer(serializers.Serializer):
    """`raised` counts accepted gifts, gross; `cost_ratio` is cost by raised, null while nothing is raised; `share` is
    of the goal, in per cent.
    """

    id = IdField(read_only=True)
    title = serializers.CharField(max_length=200)
    text = serializers.CharField(required=False, allow_blank=True)
    office = OfficeIdField(source="office_id")
    causes = serializers.ListField(child=IdField(), source="cause_ids", required=False, max_length=250)
    countries = countries_field()
    goal = MoneyField(required=False)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, allow_null=True)
    state = serializers.ChoiceField(choices=AppealState.choices, read_only=True)
    cost = MoneyField(read_only=True)
    costs = AppealCostPart(many=True, read_only=True)
    raised = MoneyField(read_only=True)
    gifts = serializers.IntegerField(read_only=True)
    cost_ratio = serializers.CharField(read_only=True, allow_null=True)
    share = serializers.CharField(read_only=True, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def changes(self) -> dict[str, Any]:
        said = dict(self.validated_data)
        if goal := said.pop("goal", None):
            said |= {"goal_amount": goal["amount"], "goal_currency": goal["currency"].upper()}
        return said | {name: tuple(said[name]) for name in ("countries", "cause_ids") if name in said}

    def to_representation(self, row: Any) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "title": row.title,
            "text": row.text,
            "office": ident(row.office_id),
            "causes": [ident(each.pk) for each in row.causes.all()],
            "countries": row.countries,
            "goal": told(row.goal_amount, row.goal_currency, row.goal_usd),
            "starts_on": row.starts_on.isoformat(),
            "ends_on": row.ends_on and row.ends_on.isoformat(),
            "state": row.state,
            "cost": told(row.spent_usd, "USD", row.spent_usd),
            "costs": [_cost(each) for each in row.costs.all()],
            "raised": told(row.raised_usd, "USD", row.raised_usd),
            "gifts": row.gift_count,
            "cost_ratio": f"{row.spent_usd / row.raised_usd:.4f}" if row.raised_usd else None,
            "share": None if row.share is None else f"{row.share:.2f}",
            "updated_at": moment(row.updated_at),
        }


def _cost(row: Any) -> dict[str, Any]:
    money = told(row.cost_amount, row.cost_currency, row.cost_usd)
    return {"id": ident(row.pk), "text": row.text, "spent_on": row.spent_on.isoformat(), "cost": money}


class AppealFilter(django_filters.FilterSet):
    office = OfficeFilter()
    state = django_filters.MultipleChoiceFilter(choices=AppealState.choices, distinct=False)
    cause = IdFilter(field_name="causes")
    country = django_filters.CharFilter(method="narrow_country")

    class Meta:
        model = Appeal
        fields: list[str] = []

    def narrow_country(self, rows: Any, _name: str, code: str) -> Any:
        return rows.filter(countries__contains=[code.upper()])


class AppealViewSet(Deeds, RecordViewSet):
    """Calls to the public for money. Only an open one takes gifts."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = AppealSerializer
    filterset_class = AppealFilter
    search_fields = ["title", "text"]
    ordering_fields = ["starts_on", "ends_on", "title", "raised_usd", "spent_usd", "cost_ratio", "share"]
    ordering = ["-starts_on"]
    queryset = Appeal.objects.none()

    def get_queryset(self) -> Any:
        rows = Appeal.objects.visible_to(self.request.user).with_yield()
        return rows.select_related("office__parent").prefetch_related("causes", "costs")

    def etag(self, instance: Any) -> str:
        """Gifts change what it raised, and not the appeal itself."""
        return f'"{instance.version}-{instance.gift_count}-{instance.raised_usd:.2f}"'

    def may_create(self) -> Verdict:
        return policies.may_appeal(access(self.request.user))

    def may_change(self, instance: Appeal) -> Verdict:
        return policies.may_change(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> Appeal:
        return appeals.add_appeal(by=self.request.user, data=AppealData(**serializer.changes()))

    def perform_update(self, serializer: Any, version: int | None) -> Appeal:
        changes, pk = serializer.changes(), serializer.instance.pk
        return appeals.edit_appeal(by=self.request.user, appeal_id=pk, changes=changes, version=version)

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def open(self, request: Request, pk: str) -> Response:
        """It takes gifts from now on; also one that was closed."""
        return self.deed(policies.may_open, NothingSerializer, _named(appeals.open_appeal))

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """It takes no new gift."""
        return self.deed(policies.may_close, NothingSerializer, _named(appeals.close_appeal))

    @extend_schema(request=AppealCostPart, responses={201: AppealSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def costs(self, request: Request, pk: str) -> Response:
        """Add what was spent on raising the money."""
        row = self.get_object()
        policies.may_keep_costs(access(request.user), row).require_person()
        said = AppealCostPart(data=request.data)
        said.is_valid(raise_exception=True)
        add_cost(by=request.user, appeal_id=row.pk, data=said.as_data())
        return self.answer(self.fresh(row), status.HTTP_201_CREATED)


def _named(service: Any) -> Any:
    def deed(*, pk: int, **told: Any) -> Any:
        return service(appeal_id=pk, **told)

    return deed
