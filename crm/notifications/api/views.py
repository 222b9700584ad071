from typing import Any

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
from .filters import NotificationFilter, ReminderFilter
from .serializers import NotificationSerializer, ReadAnswerSerializer, ReadSerializer, ReminderSerializer


class NotificationViewSet(ReadViewSet):
    """One's own, newest first."""

    queryset = Notification.objects.none()
    serializer_class = NotificationSerializer
    filterset_class = NotificationFilter
    search_fields = ["wording"]
    ordering_fields = ["created_at", "read_at"]

    def get_queryset(self) -> QuerySet:
        return Notification.objects.of(self.request.user).with_reminders().order_by("-created_at", "-pk")

    @extend_schema(request=ReadSerializer, responses=ReadAnswerSerializer)
    @action(detail=False, methods=["post"], filter_backends=[], pagination_class=None)
    def read(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Mark as read: those named by `ids`, or all."""
        wanted = ReadSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        count = mark_read(by=request.user, at=clock.now(), ids=wanted.validated_data.get("ids"))
        return Response({"read": count})


class ReminderViewSet(ReadViewSet):
    """The partnerships team, administrators and auditors see everybody's, others their own."""

    queryset = Reminder.objects.none()
    serializer_class = ReminderSerializer
    filterset_class = ReminderFilter
    search_fields = ["rule", "occasion", "recipient__name"]
    ordering_fields = ["created_at", "rule", "occasion"]

    def get_queryset(self) -> QuerySet:
        return reminders_visible_to(self.request.user)
