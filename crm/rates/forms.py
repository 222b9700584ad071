"""The form of one rate. It translates; the rules stand in policies and services."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.core.forms import VersionField
from crm.core.selects import Choice
from crm.imports.registries import Unclear

from . import currencies, reading


class MonthField(forms.CharField):
    """Typed as people write months; the browser's own picker gives 2026-11."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}), **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return reading.month(text, None)
        except Unclear as unclear:
            raise ValidationError(_("Write the month as 2026-11."), code="invalid") from unclear


class CorrectionForm(forms.Form):
    units_per_usd = forms.DecimalField(
        label=_("Units for one USD"),
        max_digits=18,
        decimal_places=6,
        help_text=_("How many units of the currency one US dollar buys."),
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=200, help_text=_("For instance: UN operational rates, November.")
    )
    version = VersionField()


class RateForm(CorrectionForm):
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies.choices, widget=Choice)
    month = MonthField(label=_("Month"))
    field_order = ("currency", "month")
