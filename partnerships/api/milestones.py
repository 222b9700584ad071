"""Milestones over REST."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.offices import OfficeFilter
from crm.accounts.api.views import changes_record
from crm.accounts.models import User
from crm.core.api.fields import IdField
from crm.core.api.filters import IdFilter

from ..models import Engagement, Milestone
from ..results.services import milestones
from .results import ResultViewSet


class MilestoneSerializer(serializers.Serializer):
    """Reached and reopened by actions of their own."""

    id = IdField(read_only=True)
    partnership = IdField(source="partnership_id")
    text = serializers.CharField(max_length=300)
    due_on = serializers.DateField()
    done_on = serializers.DateField(read_only=True, allow_null=True)
    owner = IdField(source="owner_id", required=False, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)


class ReachSerializer(serializers.Serializer):
    done_on = serializers.DateField(required=False, help_text="Today, unless told.")


class MilestoneFilter(django_filters.FilterSet):
    partnership = IdFilter(field_name="partnership_id")
    owner = IdFilter(field_name="owner_id")
    office = OfficeFilter(method="narrow_office")
    done = django_filters.BooleanFilter(field_name="done_on", lookup_expr="isnull", exclude=True)
    due_on_after = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_on_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Milestone
        fields: list[str] = []

    def narrow_office(self, rows: QuerySet, _name: str, office: Any) -> QuerySet:
        return rows.filter(partnership__in=Engagement.objects.of_office(office.path).values("pk"))


class MilestoneViewSet(ResultViewSet):
    """Milestones of partnerships. One that was reached stays."""

    serializer_class = MilestoneSerializer
    filterset_class = MilestoneFilter
    search_fields = ["text", "partnership__title"]
    ordering_fields = ["due_on", "done_on"]
    ordering = ["due_on", "id"]
    queryset = Milestone.objects.none()

    def get_queryset(self) -> Any:
        visible = Engagement.objects.visible_to(self.request.user)
        rows = Milestone.objects.filter(partnership__in=visible.values("pk"))
        return rows.select_related("partnership__lead_office__parent")

    def perform_create(self, serializer: Any) -> Milestone:
        said = dict(serializer.validated_data)
        partnership_id = self.chosen("partnership", said.pop("partnership_id"))
        owner = _owner(said.pop("owner_id", None))
        return milestones.plan_milestone(by=self.request.user, partnership_id=partnership_id, owner=owner, **said)

    def perform_update(self, serializer: Any, version: int | None) -> Milestone:
        said = dict(serializer.validated_data)
        if "partnership_id" in said:
            said["partnership"] = said.pop("partnership_id")
        said = self.stays("partnership", said, serializer.instance)
        if "owner_id" in said:
            said["owner"] = _owner(said.pop("owner_id"))
        return milestones.edit_milestone(
            by=self.request.user, milestone_id=serializer.instance.pk, changes=said, version=version
        )

    def perform_destroy(self, instance: Milestone, version: int | None) -> None:
        milestones.drop_milestone(by=self.request.user, milestone_id=instance.pk, version=version)

    @extend_schema(request=ReachSerializer, responses=MilestoneSerializer)
    @changes_record
    @action(detail=True, methods=["post"])
    def reach(self, request: Request, pk: str) -> Response:
        """Say that it is reached, today or on an earlier day."""
        row = self.get_object()
        self.may_change(row).require_person()
        version = self.expected_version(row)
        told = ReachSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        milestones.reach_milestone(
            by=request.user, milestone_id=row.pk, done_on=told.validated_data.get("done_on"), version=version
        )
        return self.answer(self.fresh(row))

    @extend_schema(request=None, responses=MilestoneSerializer)
    @changes_record
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Take back that it is reached."""
        row = self.get_object()
        self.may_change(row).require_person()
        milestones.reopen_milestone(by=request.user, milestone_id=row.pk, version=self.expected_version(row))
        return self.answer(self.fresh(row))


def _owner(pk: int | None) -> User | None:
    if pk is None:
        return None
    found = User.objects.active().filter(pk=pk).first()
    if found is None:
        raise ValidationError({"owner": ValidationError(_("There is no such colleague."), code="does_not_exist")})
    return found
