from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from crm.core.api.fields import IdField
from crm.core.api.serializers import MomentField, RecordSerializer

from ..enums import MessageState
from ..models import Notification, Reminder
from ..selectors import worded

DELIVERY = serializers.ChoiceField(choices=["queued", "sent", "failed"])


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


class NotificationSerializer(RecordSerializer):
    """`rule` is that of the reminder which it is, else its wording; `occasion` is empty where it is no reminder."""

    sentence = serializers.SerializerMethodField(help_text="In the language of the request.")
    read = serializers.SerializerMethodField()
    rule = serializers.SerializerMethodField()
    subject = serializers.SerializerMethodField()
    recipient = serializers.SerializerMethodField()
    occasion = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    sent_at = serializers.SerializerMethodField()

    class Meta:
        model = Notification
        fields = [
            "id", "rule", "subject", "recipient", "occasion", "state", "sent_at",
            "wording", "sentence", "path", "created_at", "read", "read_at",
        ]  # fmt: skip

    def get_sentence(self, row: Notification) -> str:
        return worded(row).sentence

    def get_read(self, row: Notification) -> bool:
        return row.read_at is not None

    def get_rule(self, row: Any) -> str:
        return row.rule or row.wording

    @extend_schema_field(SubjectSerializer(allow_null=True))
    def get_subject(self, row: Notification) -> dict[str, str] | None:
        return {"type": row.subject_type, "id": row.subject_id} if row.subject_type else None

    @extend_schema_field(RecipientSerializer)
    def get_recipient(self, row: Notification) -> dict[str, str]:
        return {"id": str(row.recipient_id), "name": self.context["request"].user.name}

    def get_occasion(self, row: Any) -> str:
        return row.occasion or ""

    @extend_schema_field(DELIVERY)
    def get_state(self, row: Any) -> str:
        return _outcome(row.message_state)

    @extend_schema_field(MomentField(allow_null=True))
    def get_sent_at(self, row: Any) -> str | None:
        moment = row.message_sent_at if row.message_state else row.created_at
        return moment and MomentField().to_representation(moment)


def _outcome(state: str | None) -> str:
    """Without an e-mail it was delivered when it was written; a doubtful one needs a person, like a failed one."""
    return MessageState(state).outcome if state else "sent"


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

    @extend_schema_field(DELIVERY)
    def get_state(self, row: Reminder) -> str:
        return _outcome(row.message.state if row.message else None)

    @extend_schema_field(MomentField(allow_null=True))
    def get_sent_at(self, row: Reminder) -> str | None:
        moment = row.message.sent_at if row.message else row.created_at
        return moment and MomentField().to_representation(moment)
