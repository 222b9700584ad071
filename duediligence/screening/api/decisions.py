"""The decision over REST: a part of the screenings' viewset."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.views import changes_record
from crm.accounts.models import User
from crm.core import clock
from crm.core.api.fields import IdField

from ...enums import Outcome, Rating, VoteChoice
from ...models import DecisionMemo, Screening
from ..memo.pdf import as_pdf
from ..policies import decisions as policies
from ..rights import party_ids
from ..selectors.routes import current_step, standing
from ..services import decisions, votes
from ..services.conditions import MOST, ConditionData

DECISIONS = [(each.value, each.label) for each in Outcome if each != Outcome.RETURNED]


class ConditionPart(serializers.Serializer):
    text = serializers.CharField(max_length=2000)
    owner = IdField()
    due_on = serializers.DateField()
    before_signature = serializers.BooleanField(default=False)

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        """A condition is told whole, also within a PATCH, which asks for no field."""
        missing = [name for name in ("text", "owner", "due_on") if name not in told]
        if missing:
            sentence = serializers.Field.default_error_messages["required"]
            raise serializers.ValidationError({name: [sentence] for name in missing}, code="required")
        return {"before_signature": False, **told}


class DecideSerializer(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=DECISIONS)
    reason = serializers.CharField(max_length=10_000)
    conditions = ConditionPart(many=True, required=False, max_length=MOST)

    def conditions_data(self) -> list[ConditionData]:
        return conditions_data(self.validated_data.get("conditions", []), "conditions")


class VoteSerializer(serializers.Serializer):
    vote = serializers.ChoiceField(choices=VoteChoice.choices, required=False)
    reason = serializers.CharField(max_length=10_000, required=False, allow_blank=True)
    interest = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        help_text=_("A declared conflict of interest, instead of a vote."),
    )
    member = IdField(required=False, help_text=_("For whom, where you stand in for several members."))


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=10_000)


class RerateSerializer(ReasonSerializer):
    rating = serializers.ChoiceField(choices=Rating.choices)


class DecisionActions:
    """`get_object`, `answer`, `fresh` and `expected_version` are the viewset's."""

    @changes_record
    @extend_schema(request=DecideSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        """Approve, approve with conditions, or reject; for the committee its chair, as the votes say."""
        screening = self.get_object()  # type: ignore[attr-defined]
        self._may(policies.may_decide, screening, request)
        told = DecideSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        decisions.decide(
            by=request.user,
            screening_id=screening.pk,
            outcome=told.validated_data["outcome"],
            reason=told.validated_data["reason"],
            conditions=told.conditions_data(),
            version=self.expected_version(screening),  # type: ignore[attr-defined]
        )
        return self.answer(self.fresh(screening))  # type: ignore[attr-defined]

    @changes_record
    @extend_schema(request=VoteSerializer)
    @action(detail=True, methods=["post"])
    def vote(self, request: Request, pk: str) -> Response:
        """A committee member's vote, or a declared interest. Nobody sees it before the ballot is closed."""
        screening = self.get_object()  # type: ignore[attr-defined]
        self._may(policies.may_vote, screening, request)
        told = VoteSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        values = dict(told.validated_data)
        member = values.pop("member", None)
        votes.cast_vote(by=request.user, screening_id=screening.pk, member_id=member, **values)
        return self.answer(self.fresh(screening))  # type: ignore[attr-defined]

    @changes_record
    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def return_to_desk(self, request: Request, pk: str) -> Response:
        """Back to the research desk, with what is missing."""
        screening = self.get_object()  # type: ignore[attr-defined]
        self._may(policies.may_return, screening, request)
        return self._with_reason(decisions.return_screening, screening, request)

    @changes_record
    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take it back while it is open."""
        screening = self.get_object()  # type: ignore[attr-defined]
        policies.may_withdraw(request.user, screening).require_person()
        return self._with_reason(decisions.withdraw, screening, request)

    @changes_record
    @extend_schema(request=RerateSerializer)
    @action(detail=True, methods=["post"])
    def rerate(self, request: Request, pk: str) -> Response:
        """Raise the rating: the decision then goes to the body of the new one."""
        screening = self.get_object()  # type: ignore[attr-defined]
        policies.may_rerate(
            request.user, current_step(screening), party_ids(screening), on=clock.today()
        ).require_person()
        told = RerateSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        decisions.rerate(
            by=request.user,
            screening_id=screening.pk,
            version=self.expected_version(screening),  # type: ignore[attr-defined]
            **told.validated_data,
        )
        return self.answer(self.fresh(screening))  # type: ignore[attr-defined]

    @extend_schema(
        parameters=[
            OpenApiParameter("format", str, enum=["json", "pdf"], description="JSON, as it was frozen; or PDF.")
        ],
        responses={200: OpenApiResponse(OpenApiTypes.OBJECT, description="The frozen memo.")},
    )
    @action(detail=True, methods=["get"])
    def memo(self, request: Request, pk: str) -> HttpResponse:
        """The latest decision memo: the very bytes whose SHA-256 is `memo_sha256`."""
        screening = self.get_object()  # type: ignore[attr-defined]
        memo = latest_memo(screening)
        if memo is None:
            raise NotFound(_("There is no memo before the decision."))
        if request.query_params.get("format") == "pdf":
            return pdf_response(memo)
        return HttpResponse(memo.body, content_type="application/json; charset=utf-8")

    def _may(self, policy: Any, screening: Screening, request: Request) -> None:
        """The wrong person is told so before the body is read."""
        on = clock.today()
        step, ballot = standing(screening, on=on)
        parties = party_ids(screening)
        if policy is policies.may_vote:
            policies.may_vote(request.user, step, ballot, parties, on=on).require_person()
        else:
            policy(request.user, step, parties, on=on, ballot=ballot).require_person()

    def _with_reason(self, deed: Any, screening: Screening, request: Request) -> Response:
        told = ReasonSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        deed(
            by=request.user,
            screening_id=screening.pk,
            version=self.expected_version(screening),  # type: ignore[attr-defined]
            **told.validated_data,
        )
        return self.answer(self.fresh(screening))  # type: ignore[attr-defined]


def conditions_data(told: Iterable[dict[str, Any]], field: str) -> list[ConditionData]:
    """ValidationError on the field for an owner whom nobody knows."""
    parts = list(told)
    owners = User.objects.in_bulk([each["owner"] for each in parts])
    unknown = [each["owner"] for each in parts if each["owner"] not in owners]
    if unknown:
        raise ValidationError({field: [_("Nobody has the number %(id)s.") % {"id": unknown[0]}]})
    return [
        ConditionData(each["text"], owners[each["owner"]], each["due_on"], each["before_signature"]) for each in parts
    ]


def latest_memo(screening: Screening) -> DecisionMemo | None:
    return screening.memos.order_by("-number").first()


def pdf_response(memo: DecisionMemo) -> HttpResponse:
    response = HttpResponse(as_pdf(memo.body, memo.sha256), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="decision-{memo.screening_id}.pdf"'
    return response
