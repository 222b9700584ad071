"""What the REST doors of donations share."""

from collections.abc import Callable
from typing import Any

from django_countries import countries
from rest_framework import serializers
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.selectors import Access
from crm.core.verdict import Verdict


class NothingSerializer(serializers.Serializer):
    """A deed that needs no words."""


class DeedReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=500)


class OptionalReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


def countries_field() -> serializers.ListField:
    return serializers.ListField(child=serializers.ChoiceField(choices=list(countries)), required=False, max_length=250)


def moment(value: Any) -> str | None:
    return serializers.DateTimeField().to_representation(value) if value else None


class Deeds:
    """Deeds of a viewset. Whoever may not do them is told so before their body is read."""

    def deed(self: Any, may: Callable[[Access, Any], Verdict], body: Any, service: Callable[..., Any]) -> Response:
        """`service(by=, pk=, version=, ...)` with what the body tells."""
        row = self.get_object()
        may(access(self.request.user), row).require_person()
        version = self.expected_version(row)
        said = body(data=self.request.data)
        said.is_valid(raise_exception=True)
        service(by=self.request.user, pk=row.pk, version=version, **said.validated_data)
        return self.answer(self.fresh(row))
