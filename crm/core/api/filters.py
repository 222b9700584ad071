"""What the lists of the API share: identifiers, moments and orders, each refused with a sentence when it is none."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_countries import countries
from django_filters import BaseInFilter, Filter, IsoDateTimeFilter
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request

from .fields import IdField, row_number


class AskedFilters(DjangoFilterBackend):
    """Only the filters that the address names are made: each costs a form field, asked for or not."""

    def get_filterset(self, request: Any, queryset: Any, view: Any) -> Any:
        filterset = super().get_filterset(request, queryset, view)
        if filterset is not None:
            for name in list(filterset.filters):
                # A range or a lookup adds its own ending to the name.
                if not any(asked == name or asked.startswith(f"{name}_") for asked in request.query_params):
                    del filterset.filters[name]
        return filterset


class NumberOfRow(forms.CharField):
    """An identifier as a client writes it, the row's number as we look for it."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        number = row_number(text)
        if text and number is None:
            raise ValidationError(IdField.default_error_messages["invalid"], code="invalid")
        return number


@extend_schema_field(OpenApiTypes.STR)
class IdFilter(Filter):
    field_class = NumberOfRow


class IdsFilter(BaseInFilter, IdFilter):
    """Several, with commas between them."""


class CountryCode(forms.CharField):
    def clean(self, value: Any) -> str:
        code: str = super().clean(value).upper()
        if code and code not in countries:
            raise ValidationError(
                _("Use two letters for each country, as ISO 3166 does: KE, SN."), code="invalid_choice"
            )
        return code


@extend_schema_field(OpenApiTypes.STR)
class CountriesFilter(BaseInFilter, Filter):
    """One, or several with commas between them."""

    field_class = CountryCode


class MomentField(IsoDateTimeField):
    """In UTC: ISO 8601 knows distances from it that PostgreSQL refuses."""

    def clean(self, value: Any) -> datetime | None:
        moment = super().clean(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem


class MomentFilter(IsoDateTimeFilter):
    field_class = MomentField


class Ordering(OrderingFilter):
    """By the names that the document gives; every order ends in the id, so that pages neither repeat nor skip."""

    def remove_invalid_fields(self, queryset: Any, fields: list[str], view: Any, request: Request) -> list[str]:
        known = [name for name, _label in self.get_valid_fields(queryset, view, {"request": request})]
        wanted = [name for name in fields if name]
        if any(name.removeprefix("-") not in known for name in wanted):
            sentence = _("Order by one of these: %(names)s.") % {"names": ", ".join(known)}
            raise exceptions.ValidationError({self.ordering_param: [sentence]}, code="invalid_choice")
        return wanted

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> QuerySet:
        wanted = self.get_ordering(request, queryset, view)
        if not wanted:
            return queryset
        last = "-pk" if wanted[-1].startswith("-") else "pk"
        return queryset.order_by(*wanted, last)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Told in words and not as a list of values: several may be named, with commas between them."""
        names = [name for name, _label in self.get_valid_fields(None, view, {"request": None})]  # type: ignore[arg-type]
        told: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        told[0]["description"] = f"By one or several of: {', '.join(names)}; with - before it, the other way round."
        return told
