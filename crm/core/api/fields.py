"""Fields that every serializer uses alike."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

# Digits that surely fit the database's whole numbers.
LONGEST = 18


@extend_schema_field(OpenApiTypes.STR)
class IdField(serializers.Field):
    """An identifier: an opaque string to clients, the row's number to us. Whether the row exists, the service says."""

    default_error_messages = {"invalid": _("This is not an identifier.")}

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, str | int):
            self.fail("invalid")
        number = row_number(str(data))
        return self.fail("invalid") if number is None else number

    def to_representation(self, value: Any) -> str:
        return str(value)


def row_number(text: str) -> int | None:
    """What an identifier stands for; None when it can be none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def ident(pk: int | None) -> str | None:
    """For representations that are written by hand."""
    return None if pk is None else str(pk)
