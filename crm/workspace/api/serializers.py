from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from crm.audit.models import AuditEvent
from crm.core.api.serializers import RecordSerializer

from ..trail import may_read_values


class ActorSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()


class DeedSubjectSerializer(serializers.Serializer):
    type = serializers.CharField()
    id = serializers.CharField()
    label = serializers.CharField(help_text="Empty where the reader may not know.")


class AuditEventSerializer(RecordSerializer):
    """`before`, `after` and the record's name are null or empty where the reader may not know them."""

    by = serializers.SerializerMethodField()
    on_behalf_of = serializers.SerializerMethodField()
    subject = serializers.SerializerMethodField()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()

    class Meta:
        model = AuditEvent
        fields = ["id", "at", "by", "on_behalf_of", "verb", "subject", "before", "after"]

    @extend_schema_field(ActorSerializer(allow_null=True))
    def get_by(self, deed: AuditEvent) -> dict[str, str] | None:
        return _person(deed.by_id, deed.by_name)

    @extend_schema_field(ActorSerializer(allow_null=True))
    def get_on_behalf_of(self, deed: AuditEvent) -> dict[str, str] | None:
        return _person(deed.on_behalf_of_id, deed.on_behalf_of_name)

    @extend_schema_field(DeedSubjectSerializer)
    def get_subject(self, deed: AuditEvent) -> dict[str, str]:
        label = deed.subject_label if self._open(deed) else ""
        return {"type": deed.subject_type, "id": deed.subject_id, "label": label}

    @extend_schema_field(serializers.JSONField(allow_null=True))
    def get_before(self, deed: AuditEvent) -> Any:
        return deed.before if self._open(deed) else None

    @extend_schema_field(serializers.JSONField(allow_null=True))
    def get_after(self, deed: AuditEvent) -> Any:
        return deed.after if self._open(deed) else None

    def _open(self, deed: AuditEvent) -> bool:
        return may_read_values(self.context["request"].user, deed)


def _person(pk: int | None, name: str) -> dict[str, str] | None:
    """The name as it was then; null for what the program did by itself."""
    return {"id": str(pk), "name": name} if pk else None
