from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django_filters import IsoDateTimeFilter
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import DjangoFilterBackend


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
