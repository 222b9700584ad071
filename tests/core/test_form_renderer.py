"""Fields that are written in Python look as Django's templates write them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from crm.core.form_renderer import WrittenFields
from crm.core.widgets import DateInput

WIDGETS = [
    forms.TextInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.URLInput,
    forms.HiddenInput,
    forms.PasswordInput,
    forms.CheckboxInput,
    forms.FileInput,
    forms.DateInput,
    forms.DateTimeInput,
    forms.TimeInput,
    DateInput,
    forms.Textarea,
    forms.Select,
]
VALUES = [None, "", "a", "quoted \"<&>'", mark_safe("<b>"), 0, True, "line\nbreak"]


def _drawn(widget: forms.Widget, value: object, attrs: dict[str, object]) -> list[str]:
    """By us and by Django, without the blanks between the tags."""
    both = [widget.render("x", value, attrs=dict(attrs), renderer=each()) for each in (WrittenFields, DjangoTemplates)]
    return [re.sub(r"\s+", " ", re.sub(r"(?<=>)\s+(?=<)", "", html)).strip() for html in both]


CHOICES = [("", "None"), ("a", "One & <two>"), (3, _("Country"))]
GROUPED = [("Group", [("a", "A")]), ("b", "B")]


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select, forms.SelectMultiple])
@pytest.mark.parametrize("choices", [[], CHOICES, GROUPED])
@pytest.mark.parametrize("value", [None, "a", "3", ["a", "3"]])
@pytest.mark.parametrize("attrs", [{}, {"id": "id_x", "class": "wide", "required": True}])
def test_choices_are_djangos(kind, choices, value, attrs) -> None:
    ours, djangos = _drawn(kind(choices=choices), value, attrs)
    assert ours == djangos


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize("value", VALUES)
def test_the_markup_is_djangos(widget, value) -> None:
    attrs = {"id": "id_x", "required": True, "disabled": False, "data-x": '"<', "maxlength": 5, "odd": None}
    ours, djangos = _drawn(widget(), value, attrs)
    assert ours == djangos


def test_a_field_without_errors_has_no_list_of_them() -> None:
    class Told(forms.Form):
        name = forms.CharField()

    assert str(Told({"name": "x"})["name"].errors) == ""
    assert "<li>" in str(Told({"name": ""})["name"].errors)
