"""What is done with a proposal over REST: sent, withdrawn, scored, decided, reported on."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import changes_record
from crm.core.api.fields import row_number

from ..grants import policies
from ..grants.services import decisions, proposals, reports, scores
from ..grants.services.data import ReportData, ScoreData
from ..grants.services.scores import HIGHEST
from ..grants.services.writing import reviewer_ids


class NothingSerializer(serializers.Serializer):
    def told(self) -> dict[str, Any]:
        return {}


class DecisionReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=5000)

    def told(self) -> dict[str, Any]:
        return dict(self.validated_data)


class GrantAwardSerializer(DecisionReasonSerializer):
    amount = serializers.DecimalField(max_digits=16, decimal_places=2, help_text="In USD.")


class GrantReportSerializer(serializers.Serializer):
    report = serializers.CharField(max_length=50_000)
    spent_usd = serializers.DecimalField(max_digits=16, decimal_places=2)
    reported_on = serializers.DateField()

    def told(self) -> dict[str, Any]:
        said = self.validated_data
        return {"data": ReportData(said["report"], said["spent_usd"], said["reported_on"])}


class GivenScorePart(serializers.Serializer):
    value = serializers.IntegerField(min_value=0, max_value=HIGHEST)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class GivenScoresSerializer(serializers.Serializer):
    scores = serializers.DictField(
        child=GivenScorePart(), help_text="One's own, by the criterion's id: all criteria of the call."
    )

    def validate_scores(self, said: dict[str, Any]) -> dict[int, ScoreData]:
        numbers = {key: row_number(key) for key in said}
        if None in numbers.values():
            raise serializers.ValidationError(_("The call has no such criterion."), code="does_not_exist")
        return {numbers[key]: ScoreData(part["value"], part.get("note", "")) for key, part in said.items()}

    def told(self) -> dict[str, Any]:
        return {"scores": self.validated_data["scores"]}


class ProposalDeeds:
    """Deeds of the viewset of proposals. Whoever may not do them is told so before their body is read."""

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self: Any, request: Request, pk: str) -> Response:
        """Send it, until the end of the day of the deadline."""
        return self.deed(lambda row, held: policies.may_touch(held, row), NothingSerializer, proposals.submit_proposal)

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self: Any, request: Request, pk: str) -> Response:
        """As long as it is not decided."""
        return self.deed(
            lambda row, held: policies.may_touch(held, row), NothingSerializer, proposals.withdraw_proposal
        )

    @extend_schema(request=GivenScoresSerializer)
    @action(detail=True, methods=["post"])
    def score(self: Any, request: Request, pk: str) -> Response:
        """Give one's own scores, or others in their place; 403 `own_office` for a proposal of the own office."""
        row = self.get_object()
        policies.may_score(access(request.user), row, reviewer_ids(row.call)).require_person()
        said = GivenScoresSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        scores.score_proposal(by=request.user, proposal_id=row.pk, **said.told())
        return self.answer(self.fresh(row))

    @changes_record
    @extend_schema(request=GrantAwardSerializer)
    @action(detail=True, methods=["post"])
    def award(self: Any, request: Request, pk: str) -> Response:
        """409 `above_left` where the call has less left."""
        return self.deed(
            lambda row, held: policies.may_decide(held, row), GrantAwardSerializer, decisions.award_proposal
        )

    @changes_record
    @extend_schema(request=DecisionReasonSerializer)
    @action(detail=True, methods=["post"])
    def decline(self: Any, request: Request, pk: str) -> Response:
        """With the reason, which the office reads."""
        return self.deed(
            lambda row, held: policies.may_decide(held, row), DecisionReasonSerializer, decisions.decline_proposal
        )

    @changes_record
    @extend_schema(request=DecisionReasonSerializer)
    @action(detail=True, methods=["post"])
    def reconsider(self: Any, request: Request, pk: str) -> Response:
        """Take the decision back; an award goes back to the call."""
        return self.deed(
            lambda row, held: policies.may_reconsider(held, row),
            DecisionReasonSerializer,
            decisions.reconsider_proposal,
        )

    @changes_record
    @extend_schema(request=GrantReportSerializer)
    @action(detail=True, methods=["post"])
    def report(self: Any, request: Request, pk: str) -> Response:
        """What was done with the grant, and how much of it was spent: no more than was awarded."""
        return self.deed(lambda row, held: policies.may_report(held, row), GrantReportSerializer, reports.report_back)

    def deed(self: Any, may: Any, body: Any, service: Any) -> Response:
        row = self.get_object()
        may(row, access(self.request.user)).require_person()
        version = self.expected_version(row)
        said = body(data=self.request.data)
        said.is_valid(raise_exception=True)
        service(by=self.request.user, proposal_id=row.pk, version=version, **said.told())
        return self.answer(self.fresh(row))
