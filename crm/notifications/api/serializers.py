from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from crm.core.api.fields import IdField
from crm.core.api.serializers import RecordSerializer

from ..enums import MessageState
from ..models import Notification, Reminder
from ..selectors import worded


class NotificationSerializer(RecordSerializer):
    sentence = serializers.SerializerMethodField(help_text="In the reader's language.")
    read = serializers.SerializerMethodField()

    class Meta:
        model = Notification
        fields = ["id", "wording", "sentence", "path", "created_at", "read", "read_at"]

    def get_sentence(self, row: Notification) -> str:
        return worded(row).sentence

    def get_read(self, row: Notification) -> bool:
        return row.read_at is not None


class ReadSerializer(serializers.Serializer):
    ids = serializers.ListField(child=IdField(), required=False, help_text="All, when left out.")


class ReadAnswerSerializer(serializers.Serializer):
    read = serializers.IntegerField(help_text="How many were unread until now.")


class SubjectSerializer(serializers.Serializer):
    type = serializers.CharField()
    id = serializers.CharField()


class RecipientSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()


class ReminderSerializer(RecordSerializer):
    subject = serializers.SerializerMethodField()
    recipient = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    sent_at = serializers.SerializerMethodField()

    class Meta:
        model = Reminder
        fields = ["id", "rule", "subject", "recipient", "occasion", "state", "sent_at", "created_at"]

    @extend_schema_field(SubjectSerializer)
    def get_subject(self, row: Reminder) -> dict[str, str]:
        return {"type": row.subject_type, "id": row.subject_id}

    @extend_schema_field(RecipientSerializer)
    def get_recipient(self, row: Reminder) -> dict[str, str]:
        return {"id": str(row.recipient_id), "name": row.recipient.name}

    @extend_schema_field(serializers.ChoiceField(choices=["queued", "sent", "failed"]))
    def get_state(self, row: Reminder) -> str:
        """Without an e-mail it was delivered when it was written; a doubtful one needs a person, like a failed one."""
        return MessageState(row.message.state).outcome if row.message else "sent"

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_sent_at(self, row: Reminder) -> Any:
        return row.message.sent_at if row.message else row.created_at
