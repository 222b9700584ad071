"""The REST door of screenings: HTTP in, services called, HTTP out."""

from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import RecordViewSet, changes_record
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.verdict import Verdict

from ...models import Answer, DecisionMemo, Screening
from ..policies import requests as request_policies
from ..policies import research as policies
from ..services import answers, requests, submission
from ..services.answers import AnswerData
from ..services.conditions import propose_conditions
from ..services.data import RequestData
from .ballots import BallotActions
from .decisions import DecisionActions, conditions_data
from .filters import ScreeningFilter
from .proposals import ProposedPartyActions
from .serializers import AnswerPart, ResearchSerializer, ScreeningSerializer, SubmitSerializer


class ScreeningViewSet(DecisionActions, BallotActions, ProposedPartyActions, RecordViewSet):
    """Everybody reads every screening; a draft is its requester's."""

    http_method_names = ["get", "post", "put", "patch", "head", "options"]
    serializer_class = ScreeningSerializer
    filterset_class = ScreeningFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["created_at", "updated_at", "due_on", "state_since", "requested_at", "decided_at", "amount_usd"]
    queryset = Screening.objects.none()

    def get_queryset(self) -> Any:
        memo = DecisionMemo.objects.filter(screening=OuterRef("pk")).order_by("-number").values("sha256")[:1]
        rows = Screening.objects.visible_to(self.request.user).annotate(memo_sha256=Subquery(memo))
        if self.detail or self.action == "create":
            told = Answer.objects.select_related("version__criterion").prefetch_related("evidence")
            rows = rows.select_related("company", "office__parent", "requested_by", "researcher", "authority")
            rows = rows.prefetch_related(Prefetch("answers", told))
        return rows.prefetch_related("route")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "with_answers": self.detail or self.action == "create"}

    def may_create(self) -> Verdict:
        return request_policies.may_request(access(self.request.user))

    def may_change(self, instance: Screening) -> Verdict:
        return request_policies.may_change_request(self.request.user, access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> Screening:
        told = dict(serializer.validated_data)
        is_draft = told.pop("state", None) is not None
        data = RequestData(**_asked(told) | {"office": told.get("office") or requests.office_of(by=self.request.user)})
        if is_draft:
            return requests.start_draft(by=self.request.user, data=data)
        return requests.ask(by=self.request.user, data=data)

    def perform_update(self, serializer: Any, version: int | None) -> Screening:
        told = dict(serializer.validated_data)
        told.pop("state", None)
        proposed = told.pop("proposed_conditions", None)
        by, pk = self.request.user, serializer.instance.pk
        with transaction.atomic():
            changed = requests.change_request(by=by, screening_id=pk, changes=told, version=version)
            if proposed is not None:
                data = conditions_data(proposed, "proposed_conditions")
                propose_conditions(by=by, screening_id=pk, conditions=data)
        return changed

    @changes_record
    @extend_schema(request=None, responses=ScreeningSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: Request, pk: str) -> Response:
        """A draft goes to the partnerships team."""
        screening = self.get_object()
        request_policies.may_send(request.user, screening).require_person()
        requests.send_request(by=request.user, screening_id=screening.pk, version=self.expected_version(screening))
        return self.answer(self.fresh(screening))

    @changes_record
    @extend_schema(request=OpenApiTypes.OBJECT, responses=ScreeningSerializer)
    @action(detail=True, methods=["put"], url_path="answers")
    def answer_questions(self, request: Request, pk: str) -> Response:
        """`{criterion: {value, note, evidence}}`: those that are named, all or none. An empty value takes one back."""
        screening = self.get_object()
        policies.may_work_at_the_desk(access(request.user)).require()
        version = self.expected_version(screening)
        answers.save_answers(by=request.user, screening_id=screening.pk, answers=_told(request.data), version=version)
        return self.answer(self.fresh(screening))

    @changes_record
    @extend_schema(request=ResearchSerializer, responses=ScreeningSerializer)
    @action(detail=True, methods=["post"], url_path="start-research")
    def start_research(self, request: Request, pk: str) -> Response:
        """Take it, or give it to a colleague of the partnerships team."""
        screening = self.get_object()
        policies.may_work_at_the_desk(access(request.user)).require()
        told = ResearchSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        submission.start_research(
            by=request.user,
            screening_id=screening.pk,
            researcher=told.validated_data.get("researcher"),
            version=self.expected_version(screening),
        )
        return self.answer(self.fresh(screening))

    @changes_record
    @extend_schema(request=SubmitSerializer, responses=ScreeningSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str) -> Response:
        """Fix the rating and hand over to whoever decides on it."""
        screening = self.get_object()
        policies.may_work_at_the_desk(access(request.user)).require()
        told = SubmitSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        submission.submit(
            by=request.user,
            screening_id=screening.pk,
            version=self.expected_version(screening),
            **told.validated_data,
        )
        return self.answer(self.fresh(screening))


def _asked(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name in RequestData.__dataclass_fields__}


def _told(body: Any) -> dict[str, AnswerData]:
    """Each answer checked by itself, so that the problems are told by criterion. A bare value is an answer, too."""
    if not isinstance(body, dict) or not body:
        raise ValidationError({"answers": [_("Send an object: each criterion's code with its answer.")]})
    told: dict[str, AnswerData] = {}
    problems: dict[str, Any] = {}
    for code, answer in body.items():
        part = AnswerPart(data=answer if isinstance(answer, dict) else {"value": answer})
        if part.is_valid():
            told[code] = part.as_data()
        else:
            problems[code] = part.errors
    if problems:
        raise ValidationError(problems)
    return told
