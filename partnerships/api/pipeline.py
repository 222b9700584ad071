"""The pipeline over REST: what a stage is missing, the move, the renewal."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import changes_record
from crm.core import clock
from crm.core.api.fields import IdField

from ..agreements import policies as agreement_policies
from ..agreements.services.renewals import decide_renewal
from ..enums import ClosingCause, Stage
from ..pipeline import policies
from ..pipeline.selectors import missing_for
from ..pipeline.services.moves import move
from .agreements import agreement_of


class MissingSerializer(serializers.Serializer):
    """`needed` stops the move; the rest is what whoever goes on would wish to have. `company` is whom it is about."""

    code = serializers.CharField()
    sentence = serializers.CharField()
    needed = serializers.BooleanField()
    company = IdField(source="company_id", allow_null=True)


class StageAskedSerializer(serializers.Serializer):
    stage = serializers.ChoiceField(choices=Stage.choices, required=False)


class MoveSerializer(serializers.Serializer):
    stage = serializers.ChoiceField(choices=Stage.choices)
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="Asked for where it ends early, or goes on."
    )
    cause = serializers.ChoiceField(
        choices=ClosingCause.choices, required=False, allow_blank=True, help_text="Of closed and terminated; else other"
    )


class RenewSerializer(serializers.Serializer):
    ends_on = serializers.DateField(allow_null=True, help_text="Null: it is not renewed.")
    reason = serializers.CharField(max_length=10_000)


class PipelineActions:
    """Deeds of the viewset of partnerships."""

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "stage", OpenApiTypes.STR, enum=Stage.values, description="Without it: the next stage of the pipeline."
            )
        ],
        responses=MissingSerializer(many=True),
        filters=False,
    )
    @action(detail=True, methods=["get"], pagination_class=None)
    def missing(self: Any, request: Request, pk: str) -> Response:
        """What the stage needs and is missing: the list that a move is held against."""
        row = self.get_object()
        asked = StageAskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        stage = asked.validated_data.get("stage") or policies.next_stage(row.stage)
        return Response(MissingSerializer(missing_for(row, stage, on=clock.today()), many=True).data)

    @changes_record
    @extend_schema(request=MoveSerializer)
    @action(detail=True, methods=["post"])
    def move(self: Any, request: Request, pk: str) -> Response:
        """To another stage; 409 with everything that is missing, each under its own code."""
        row = self.get_object()
        self.may_change(row).require_person()
        version = self.expected_version(row)
        told = MoveSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        values = told.validated_data
        move(
            by=request.user,
            partnership_id=row.pk,
            target=values["stage"],
            reason=values.get("reason", ""),
            cause=values.get("cause", ""),
            version=version,
        )
        return self.answer(self.fresh(row))

    @changes_record
    @extend_schema(request=RenewSerializer)
    @action(detail=True, methods=["post"])
    def renew(self: Any, request: Request, pk: str) -> Response:
        """Decide on the renewal of its agreement; 409 `no_clearance` where one is not in force for every company."""
        row = self.get_object()
        known = agreement_of(row)
        agreement_policies.may_decide_renewal(access(request.user), row, known).require_person()
        version = self.expected_version(row)
        told = RenewSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        decide_renewal(
            by=request.user,
            partnership_id=row.pk,
            until=told.validated_data["ends_on"],
            reason=told.validated_data["reason"],
            version=known.version if known and version is not None else None,
        )
        return self.answer(self.fresh(row))
