"""The agreement as it stands inside a partnership, for reading and for writing."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from ..agreements.services.agreements import EDITABLE
from ..enums import AgreementKind, RenewalMode
from ..models import Agreement, Engagement
from .serializers import iso

_DAYS = ("negotiated_since", "signed_on", "starts_on", "ends_on")


class AgreementPart(serializers.Serializer):
    """What is left out stays as it is; the first time, the kind is a memorandum unless another is named."""

    kind = serializers.ChoiceField(choices=AgreementKind.choices, required=False)
    reference = serializers.CharField(max_length=100, required=False, allow_blank=True)
    negotiated_since = serializers.DateField(required=False, allow_null=True)
    signed_on = serializers.DateField(required=False, allow_null=True)
    signed_by_us = serializers.CharField(max_length=200, required=False, allow_blank=True)
    signed_by_them = serializers.CharField(max_length=200, required=False, allow_blank=True)
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    renewal = serializers.ChoiceField(choices=RenewalMode.choices, required=False)
    nda = serializers.BooleanField(required=False)
    nda_minimum = serializers.CharField(max_length=20_000, required=False, allow_blank=True)

    def to_representation(self, row: Agreement) -> dict[str, Any]:
        told = {name: getattr(row, name) for name in self.fields if name in EDITABLE}
        return told | {name: iso(told[name]) for name in _DAYS}


def agreement_of(row: Engagement) -> Agreement | None:
    """Read with the partnership; its absence is an answer, too."""
    return getattr(row, "agreement", None)


def under_its_name(problem: ValidationError) -> ValidationError:
    """The problems of a nested agreement by the path of their fields, as the rest of a body has them."""
    return ValidationError({f"agreement.{name}": errors for name, errors in problem.error_dict.items()})
