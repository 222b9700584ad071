"""An office as clients name it: by its identifier or its code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import Filter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from crm.core.api.fields import ident, row_number

from ..models import Office

UNKNOWN = _("There is no such office.")


def office_named(text: str) -> Office | None:
    text = text.strip()
    if "\x00" in text:
        return None
    number = row_number(text)
    wanted = Q(code__iexact=text) if number is None else Q(code__iexact=text) | Q(pk=number)
    # A code of digits alone comes before an identifier.
    return min(Office.objects.filter(wanted), key=lambda office: office.code.lower() != text.lower(), default=None)


@extend_schema_field(OpenApiTypes.STR)
class OfficeField(serializers.Field):
    """The office itself; reads as its identifier."""

    default_error_messages = {"unknown": UNKNOWN}

    def to_internal_value(self, data: Any) -> Office:
        return office_named(str(data)) or self.fail("unknown")

    def to_representation(self, value: Any) -> Any:
        return ident(value.pk)


@extend_schema_field(OpenApiTypes.STR)
class OfficeIdField(serializers.Field):
    """The number of its row. An identifier is taken as it is, which spares a query: the service knows the offices."""

    default_error_messages = {"unknown": UNKNOWN}

    def to_internal_value(self, data: Any) -> int:
        number = row_number(str(data)) if isinstance(data, str | int) and not isinstance(data, bool) else None
        if number is not None:
            return number
        found = office_named(str(data))
        return found.pk if found else self.fail("unknown")

    def to_representation(self, value: Any) -> Any:
        return ident(value)


class _Named(forms.CharField):
    def clean(self, value: Any) -> Office | None:
        text = super().clean(value)
        found = office_named(text) if text else None
        if text and found is None:
            raise ValidationError(UNKNOWN, code="invalid_choice")
        return found


@extend_schema_field(OpenApiTypes.STR)
class OfficeFilter(Filter):
    """A region or the headquarters includes the offices below it; `field_name` leads to the office."""

    field_class = _Named

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label", _("Identifier or code of an office; it includes the offices below it."))
        super().__init__(*args, **options)

    def filter(self, qs: QuerySet, value: Office | None) -> QuerySet:
        if value is None:
            return qs
        path = self.field_name if self.field_name == "path" else f"{self.field_name}__path"
        return self.get_method(qs)(**{f"{path}__startswith": value.path})
