"""The REST door of the contact log: HTTP in, services called, HTTP out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from crm.accounts.access import access
from crm.accounts.api.offices import UNKNOWN
from crm.accounts.api.views import BinMixin, RecordViewSet, changes_record
from crm.accounts.models import User
from crm.companies.api.survivors import found, located
from crm.companies.models import Company, Contact
from crm.core import clock
from crm.core.api.fields import ident
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.verdict import Verdict

from .. import policies, selectors
from ..models import CoordinationRequest, FollowUp, Interaction
from ..services import coordination, follow_ups, interactions
from ..services.data import FollowUpData, InteractionData
from .filters import CoordinationFilter, FollowUpFilter, InteractionFilter
from .serializers import (
    AnswerSerializer,
    ApproachSerializer,
    CoordinationSerializer,
    FollowUpSerializer,
    InteractionSerializer,
    TaskPart,
    WithdrawSerializer,
)


class InteractionViewSet(BinMixin, RecordViewSet):
    """The contact log. That an office was in contact is visible to all; what was said may be null."""

    serializer_class = InteractionSerializer
    filterset_class = InteractionFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["occurred_on", "kind", "created_at", "updated_at"]
    queryset = Interaction.objects.none()

    def get_queryset(self) -> Any:
        return (
            Interaction.objects.visible_to(self.request.user)
            .with_notes_open(self.request.user)
            .prefetch_related(
                Prefetch("contacts", Contact.objects.only("pk").order_by("pk")),
                Prefetch("colleagues", User.objects.only("pk").order_by("pk")),
                "themes",
                Prefetch("follow_ups", FollowUp.objects.kept()),
            )
        )

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def may_change(self, instance: Interaction) -> Verdict:
        return policies.may_change(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> Interaction:
        values = dict(serializer.validated_data)
        office = values.setdefault("office_id", selectors.usual_office_id(access(self.request.user)))
        tasks = [TaskPart.as_data(v) for v in values.pop("follow_ups", [])]
        reason = values.pop("going_ahead_reason", "")
        data = InteractionData(**_renamed(values) | {"office_id": office})
        return interactions.log_interaction(
            by=self.request.user, data=data, follow_ups=tasks, going_ahead_reason=reason
        )

    def perform_update(self, serializer: Any, version: int | None) -> Interaction:
        values = dict(serializer.validated_data)
        values.pop("follow_ups", None)  # they have their own address
        return interactions.edit_interaction(
            by=self.request.user,
            interaction_id=serializer.instance.pk,
            version=version,
            going_ahead_reason=values.pop("going_ahead_reason", ""),
            changes=_renamed(values),
        )

    def perform_destroy(self, instance: Interaction, version: int | None) -> None:
        interactions.bin_interaction(by=self.request.user, interaction_id=instance.pk, version=version)

    def fresh(self, record: Any) -> Any:
        """What was just logged is known whole, and its author reads it."""
        if record.version > 1:
            return super().fresh(record)
        record.notes_open = True
        return record


def _renamed(values: dict[str, Any]) -> dict[str, Any]:
    changes = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    if "themes" in changes:
        changes["theme_ids"] = changes.pop("themes")
    return changes


class FollowUpViewSet(BinMixin, RecordViewSet):
    """Tasks: my own, those that I gave, and those of contacts that I may read."""

    serializer_class = FollowUpSerializer
    filterset_class = FollowUpFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["due_on", "done_at", "created_at"]
    queryset = FollowUp.objects.none()

    def get_queryset(self) -> Any:
        return FollowUp.objects.visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def may_change(self, instance: FollowUp) -> Verdict:
        return policies.may_change_task(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> FollowUp:
        values = serializer.validated_data
        # Out of scope and unknown are one answer.
        interaction = get_object_or_404(Interaction.objects.visible_to(self.request.user), pk=values["interaction_id"])
        data = FollowUpData(values["text"], values["due_on"], values.get("assignee_id"))
        return follow_ups.add_follow_up(by=self.request.user, interaction_id=interaction.pk, data=data)

    def perform_update(self, serializer: Any, version: int | None) -> FollowUp:
        changes = {k: v for k, v in serializer.validated_data.items() if k in follow_ups.EDITABLE}
        return follow_ups.edit_follow_up(
            by=self.request.user, follow_up_id=serializer.instance.pk, version=version, changes=changes
        )

    def perform_destroy(self, instance: FollowUp, version: int | None) -> None:
        follow_ups.bin_follow_up(by=self.request.user, follow_up_id=instance.pk, version=version)

    @changes_record
    @extend_schema(request=None, responses=FollowUpSerializer)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: str) -> Response:
        """The task is done."""
        task = self.get_object()
        follow_ups.finish_follow_up(by=request.user, follow_up_id=task.pk, version=self.expected_version(task))
        return self.answer(self.fresh(task))

    @changes_record
    @extend_schema(request=None, responses=FollowUpSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """The task is not done after all."""
        task = self.get_object()
        follow_ups.reopen_follow_up(by=request.user, follow_up_id=task.pk, version=self.expected_version(task))
        return self.answer(self.fresh(task))


class CoordinationViewSet(RecordViewSet):
    """Requests that concern the reader's offices: one asks, one answers."""

    http_method_names = ["get", "post", "head", "options"]
    serializer_class = CoordinationSerializer
    filterset_class = CoordinationFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["created_at", "due_on", "state"]
    queryset = CoordinationRequest.objects.none()

    def get_queryset(self) -> Any:
        return CoordinationRequest.objects.visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def perform_create(self, serializer: Any) -> CoordinationRequest:
        values = dict(serializer.validated_data)
        values.setdefault("from_office_id", selectors.usual_office_id(access(self.request.user)) or 0)
        return coordination.send_request(by=self.request.user, **values)

    @changes_record
    @extend_schema(request=AnswerSerializer, responses=CoordinationSerializer)
    @action(detail=True, methods=["post"], url_path="answer")
    def answer_request(self, request: Request, pk: str) -> Response:
        """Agree, decline or ask to join, with a reason."""
        row = self.get_object()
        policies.may_speak(access(request.user), row).require_person()
        told = AnswerSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        coordination.answer_request(
            by=request.user, request_id=row.pk, version=self.expected_version(row), **told.validated_data
        )
        return self.answer(self.fresh(row))

    @changes_record
    @extend_schema(request=WithdrawSerializer, responses=CoordinationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the request back while it is open."""
        row = self.get_object()
        policies.may_withdraw(access(request.user), row).require_person()
        told = WithdrawSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        coordination.withdraw_request(
            by=request.user, request_id=row.pk, version=self.expected_version(row), **told.validated_data
        )
        return self.answer(self.fresh(row))


class ApproachView(APIView):
    """May this office approach the company? free, coordinate or do_not_contact, with one sentence."""

    @extend_schema(
        responses=ApproachSerializer,
        parameters=[OpenApiParameter("office", str, description="Id or code; your home office when left out.")],
    )
    def get(self, request: Request, pk: int) -> Response:
        company = found(Company.objects.visible_to(request.user), pk)
        office_id = selectors.office_id_of(request.query_params.get("office", ""), access(request.user))
        if office_id is None and request.query_params.get("office"):
            raise ValidationError({"office": UNKNOWN}, code="unknown")
        facts = selectors.standing(company, office_id, on=clock.today(), with_themes=True)
        answer = policies.may_approach(facts)
        response = Response(
            {
                "verdict": answer.verdict,
                "reason": str(answer.reason),
                "offices": [
                    {
                        "id": ident(e.office_id),
                        "name": e.office_name,
                        "since": e.since.isoformat(),
                        "last_contact": e.last_on.isoformat() if e.last_on else None,
                        "theme": e.theme,
                    }
                    for e in answer.offices
                ],
            }
        )
        return located(response, "company-approach", company, pk)
