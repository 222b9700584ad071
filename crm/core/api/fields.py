"""Fields that every serializer uses alike."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field(OpenApiTypes.STR)
class IdField(serializers.Field):
    """An identifier: an opaque string to clients, the row's number to us. Whether the row exists, the service says."""

    default_error_messages = {"invalid": _("This is not an identifier.")}

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, str | int):
            self.fail("invalid")
        text = str(data)
        if not text.isascii() or not text.isdigit() or len(text) > 18:
            self.fail("invalid")
        return int(text)

    def to_representation(self, value: Any) -> str:
        return str(value)


def ident(pk: int | None) -> str | None:
    """For representations that are written by hand."""
    return None if pk is None else str(pk)
