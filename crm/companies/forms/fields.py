"""Choosing a company or a person in a form, also by the number that it had before it was merged."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django_filters.fields import ModelChoiceField as FilterChoiceField

from ..merging.survivors import led_on, survivor_of


class LedOnMixin:
    """An old number, in an address that somebody kept or a form that was open meanwhile, is the survivor's."""

    queryset: Any

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)  # type: ignore[misc]
        except ValidationError:
            survivor = survivor_of(self.queryset.model, value) if str(value).isdecimal() else None
            if survivor is None:
                raise
            return survivor


class RecordField(LedOnMixin, forms.ModelChoiceField):
    pass


class RecordFilterField(LedOnMixin, FilterChoiceField):
    pass


class RecordFilter(django_filters.ModelChoiceFilter):
    field_class = RecordFilterField


class RecordsField(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            survivors = led_on(self.queryset.model, [each for each in value or () if str(each).isdecimal()])
            if not survivors:
                raise
            return super().clean([str(survivors.get(int(each), each)) for each in value])
