"""The parent of serializers that read a model's fields: identifiers are strings, moments are UTC."""

from datetime import UTC
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers

from .fields import IdField


class MomentField(serializers.DateTimeField):
    """RFC 3339 in UTC, whatever the reader's own time zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)


class ReferenceField(serializers.PrimaryKeyRelatedField):
    """Another record, by its identifier."""

    def __init__(self, **options: Any) -> None:
        super().__init__(pk_field=IdField(), **options)


class RecordSerializer(serializers.ModelSerializer):
    serializer_field_mapping: ClassVar[dict[type[models.Field], type[serializers.Field]]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.BigAutoField: IdField,
        models.DateTimeField: MomentField,
    }
    serializer_related_field = ReferenceField
