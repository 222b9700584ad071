"""Lessons over REST: what worked, what did not, what others should know."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from crm.accounts.api.offices import OfficeFilter
from crm.companies.api.filters import ThemeFilter
from crm.companies.api.survivors import CompanyIdFilter
from crm.core.api.fields import IdField
from crm.core.api.filters import IdFilter, MomentFilter

from ..enums import LessonKind
from ..models import Engagement, Lesson
from ..results import selectors
from ..results.services import lessons
from .results import ResultViewSet


class LessonSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    engagement = IdField(source="engagement_id")
    kind = serializers.ChoiceField(choices=LessonKind.choices)
    text = serializers.CharField()
    by = IdField(source="by_id", read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


class LessonFilter(django_filters.FilterSet):
    engagement = IdFilter(field_name="engagement_id")
    kind = django_filters.MultipleChoiceFilter(choices=LessonKind.choices, distinct=False)
    company = CompanyIdFilter(field_name="engagement__partners__company_id")
    theme = ThemeFilter(field_name="engagement__themes")
    office = OfficeFilter(method="narrow_office")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Lesson
        fields: list[str] = []

    def narrow_office(self, rows: QuerySet, _name: str, office: Any) -> QuerySet:
        return rows.filter(engagement__in=Engagement.objects.of_office(office.path).values("pk"))


class LessonViewSet(ResultViewSet):
    """Lessons of partnerships and collaborations."""

    serializer_class = LessonSerializer
    filterset_class = LessonFilter
    search_fields = ["text", "engagement__title"]
    ordering_fields = ["created_at", "updated_at"]
    ordering = ["-created_at", "-id"]
    queryset = Lesson.objects.none()

    def get_queryset(self) -> Any:
        return selectors.lessons_for(self.request.user).select_related("engagement__lead_office__parent", "by")

    def engagement_of(self, instance: Any) -> Engagement:
        return instance.engagement

    def perform_create(self, serializer: Any) -> Lesson:
        said = dict(serializer.validated_data)
        engagement_id = self.chosen("engagement", said.pop("engagement_id"), partnership=False)
        return lessons.note_lesson(by=self.request.user, engagement_id=engagement_id, **said)

    def perform_update(self, serializer: Any, version: int | None) -> Lesson:
        row, said = serializer.instance, dict(serializer.validated_data)
        if "engagement_id" in said:
            said["engagement"] = said.pop("engagement_id")
        told = {"kind": row.kind, "text": row.text, **self.stays("engagement", said, row)}
        return lessons.edit_lesson(by=self.request.user, lesson_id=row.pk, version=version, **told)

    def perform_destroy(self, instance: Lesson, version: int | None) -> None:
        lessons.drop_lesson(by=self.request.user, lesson_id=instance.pk, version=version)
