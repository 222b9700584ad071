"""Parents of serializers whose answers are written by hand."""

from copy import deepcopy
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty


class AskedSerializer(serializers.Serializer):
    """Only the fields that the request names, or must name, are made: each is copied, which takes half of the reading.

    For serializers with a `to_representation` of their own, which needs none of them.
    """

    def get_fields(self) -> dict[str, Any]:
        given = getattr(self, "initial_data", None)
        # In a form, a field that is left out may mean "no".
        if type(given) is not dict:
            return super().get_fields()
        return {name: deepcopy(field) for name, field in self._declared_fields.items() if _asked(name, field, given)}


def _asked(name: str, field: serializers.Field, given: dict[str, Any]) -> bool:
    return not field.read_only and (name in given or field.required or field.default is not empty)
