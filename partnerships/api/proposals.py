"""Proposals for small grants over REST, with their budget inside."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_countries import countries as known_countries
from rest_framework import serializers

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import CountriesFilter, IdFilter
from crm.core.verdict import Verdict

from ..engagements.policies import may_work
from ..enums import ProposalState
from ..grants import policies
from ..grants.services import proposals
from ..grants.services.data import BudgetData, ProposalData
from ..models import GrantCall, Proposal
from .proposal_deeds import ProposalDeeds


class BudgetPart(serializers.Serializer):
    text = serializers.CharField(max_length=200)
    usd = serializers.DecimalField(max_digits=16, decimal_places=2)


class ProposalSerializer(serializers.Serializer):
    """Amounts are in USD. `asked_usd` is the sum of the `budget`; a list that is sent takes the place of what is there.
    `score` is the weighted mean of all reviewers from 0 to 5, null where there is none or it is not open to you yet."""

    id = IdField(read_only=True)
    call = IdField(source="call_id")
    office = OfficeIdField(source="office_id")
    department = serializers.CharField(max_length=120, required=False, allow_blank=True)
    title = serializers.CharField(max_length=200)
    summary = serializers.CharField(required=False, allow_blank=True)
    countries = serializers.ListField(
        child=serializers.ChoiceField(choices=list(known_countries)), required=False, max_length=250
    )
    engagement = IdField(source="engagement_id", required=False, allow_null=True)
    budget = BudgetPart(many=True, required=False, max_length=50)
    asked_usd = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(choices=ProposalState.choices, read_only=True)
    submitted_by = IdField(source="submitted_by_id", read_only=True, allow_null=True)
    submitted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    score = serializers.CharField(read_only=True, allow_null=True)
    reviewers = serializers.IntegerField(read_only=True, allow_null=True)
    awarded_usd = serializers.CharField(read_only=True, allow_null=True)
    decided_by = IdField(source="decided_by_id", read_only=True, allow_null=True)
    decided_at = serializers.DateTimeField(read_only=True, allow_null=True)
    decision_reason = serializers.CharField(read_only=True)
    report = serializers.CharField(read_only=True)
    spent_usd = serializers.CharField(read_only=True, allow_null=True)
    reported_on = serializers.DateField(read_only=True, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def changes(self) -> dict[str, Any]:
        said = {name: value for name, value in self.validated_data.items() if name != "call_id"}
        if "budget" in said:
            said["budget"] = tuple(BudgetData(each["text"], each["usd"]) for each in said["budget"])
        if "countries" in said:
            said["countries"] = tuple(said["countries"])
        return said

    def to_representation(self, row: Any) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "call": ident(row.call_id),
            "office": ident(row.office_id),
            "department": row.department,
            "title": row.title,
            "summary": row.summary,
            "countries": row.countries,
            "engagement": ident(row.engagement_id),
            "budget": [{"text": line.text, "usd": f"{line.usd:.2f}"} for line in row.budget.all()],
            "asked_usd": f"{row.asked:.2f}",
            "state": row.state,
            "submitted_by": ident(row.submitted_by_id),
            "submitted_at": _moment(row.submitted_at),
            **self._score(row),
            "awarded_usd": _usd(row.awarded_usd),
            "decided_by": ident(row.decided_by_id),
            "decided_at": _moment(row.decided_at),
            "decision_reason": row.decision_reason,
            "report": row.report,
            "spent_usd": _usd(row.spent_usd),
            "reported_on": row.reported_on and row.reported_on.isoformat(),
            "updated_at": _moment(row.updated_at),
        }

    def _score(self, row: Any) -> dict[str, Any]:
        held = access(self.context["request"].user)
        if not policies.may_read_scores(held, row.call, [each.pk for each in row.call.reviewers.all()]):
            return {"score": None, "reviewers": None}
        return {"score": None if row.score is None else f"{row.score:.2f}", "reviewers": row.reviewer_count}


def _moment(value: Any) -> str | None:
    return serializers.DateTimeField().to_representation(value) if value else None


def _usd(value: Any) -> str | None:
    return None if value is None else f"{value:.2f}"


class ProposalFilter(django_filters.FilterSet):
    call = IdFilter(field_name="call_id")
    office = OfficeFilter()
    state = django_filters.MultipleChoiceFilter(choices=ProposalState.choices, distinct=False)
    engagement = IdFilter(field_name="engagement_id")
    country = CountriesFilter(method="narrow_countries")
    reported = django_filters.BooleanFilter(field_name="reported_on", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Proposal
        fields: list[str] = []

    def narrow_countries(self, rows: Any, _name: str, codes: list[str]) -> QuerySet:
        return rows.in_countries(codes)


class ProposalViewSet(ProposalDeeds, RecordViewSet):
    """Proposals of offices. What is not sent yet is seen by its own office; `submit` sends it, until the deadline."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = ProposalSerializer
    filterset_class = ProposalFilter
    search_fields = ["title", "department", "office__name"]
    ordering_fields = ["asked", "awarded_usd", "title", "submitted_at"]
    ordering = ["-id"]
    queryset = Proposal.objects.none()

    def get_queryset(self) -> Any:
        rows = Proposal.objects.visible_to(self.request.user).with_sums()
        return rows.select_related("call", "office").prefetch_related("budget", "call__reviewers")

    def may_create(self) -> Verdict:
        return may_work(access(self.request.user))

    def may_change(self, instance: Proposal) -> Verdict:
        return policies.may_touch(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> Proposal:
        call_id = serializer.validated_data["call_id"]
        if not GrantCall.objects.visible_to(self.request.user).filter(pk=call_id).exists():
            raise ValidationError({"call": ValidationError(_("There is no such call."), code="does_not_exist")})
        data = ProposalData(**serializer.changes())
        return proposals.draft_proposal(by=self.request.user, call_id=call_id, data=data)

    def perform_update(self, serializer: Any, version: int | None) -> Proposal:
        changes, pk = serializer.changes(), serializer.instance.pk
        return proposals.change_proposal(by=self.request.user, proposal_id=pk, changes=changes, version=version)
