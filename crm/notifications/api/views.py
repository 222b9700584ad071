from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.views import ReadViewSet
from crm.core import clock

from ..models import Notification, Reminder
from ..selectors import reminders_visible_to
from ..services.reading import mark_read
from .serializers import NotificationSerializer, ReadAnswerSerializer, ReadSerializer, ReminderSerializer


class NotificationFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter(field_name="read_at", lookup_expr="isnull")

    class Meta:
        model = Notification
        fields = ["wording"]


class NotificationViewSet(ReadViewSet):
    """One's own, newest first."""

    queryset = Notification.objects.none()
    serializer_class = NotificationSerializer
    filterset_class = NotificationFilter
    ordering_fields = ["created_at"]

    def get_queryset(self) -> QuerySet:
        return Notification.objects.of(self.request.user).order_by("-created_at", "-pk")

    @extend_schema(request=ReadSerializer, responses=ReadAnswerSerializer)
    @action(detail=False, methods=["post"], filter_backends=[], pagination_class=None)
    def read(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Mark as read: those named by `ids`, or all."""
        wanted = ReadSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        count = mark_read(by=request.user, at=clock.now(), ids=wanted.validated_data.get("ids"))
        return Response({"read": count})


class ReminderFilter(django_filters.FilterSet):
    class Meta:
        model = Reminder
        fields = ["rule", "occasion", "recipient", "subject_type", "subject_id"]


class ReminderViewSet(ReadViewSet):
    """The partnerships team, administrators and auditors see everybody's, others their own."""

    queryset = Reminder.objects.none()
    serializer_class = ReminderSerializer
    filterset_class = ReminderFilter
    ordering_fields = ["created_at"]

    def get_queryset(self) -> QuerySet:
        return reminders_visible_to(self.request.user)
