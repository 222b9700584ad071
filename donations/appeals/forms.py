"""Forms of appeals and causes. They translate; the rules stand in policies and services."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core import countries
from crm.core.forms import VersionField
from crm.core.selects import Choice, Choices
from crm.core.widgets import DateInput
from crm.rates import currencies
from crm.rates.selectors import known_currencies

from ..models import Appeal, AppealCost, Cause
from .services.causes import COLUMNS
from .services.data import AppealData, CauseData, CostData

SEARCHABLE = {"data-combobox": ""}
# By which names services refuse, where the form calls the field otherwise.
FIELD_OF = {"goal": "goal_amount", "cost": "amount"}


def currency_choices() -> list[tuple[str, str]]:
    return [(code, currencies.label(code)) for code in known_currencies()]


def amount_field(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=16, decimal_places=2, min_value=Decimal(0), **options)


def currency_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Currency"), choices=currency_choices, initial="USD", widget=Choice)


def countries_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=capfirst(_("countries")), choices=countries.choices, required=False, widget=Choices(attrs=SEARCHABLE)
    )


def causes_field(label: Any) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label, queryset=Cause.objects.filter(retired=False), required=False, widget=Choices(attrs=SEARCHABLE)
    )


def with_kept(field: Any, kept: list[Cause]) -> None:
    """Also the causes that are named already, though they were retired since."""
    field.queryset = Cause.objects.filter(retired=False) | Cause.objects.filter(pk__in=[each.pk for each in kept])


class AppealForm(forms.Form):
    title = forms.CharField(label=capfirst(_("title")), max_length=200)
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none(), widget=Choice)
    goal_amount = amount_field(capfirst(_("goal")), required=False)
    goal_currency = currency_field()
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DateInput)
    causes = causes_field(capfirst(_("causes")))
    countries = countries_field()
    text = forms.CharField(
        label=capfirst(_("what it asks for")), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = VersionField()

    def __init__(self, *args: Any, offices: Any, appeal: Appeal | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        office: Any = self.fields["office"]
        office.queryset = offices
        if appeal:
            with_kept(self.fields["causes"], list(appeal.causes.all()))

    def told(self) -> dict[str, Any]:
        """The named fields of `AppealData`."""
        said = self.cleaned_data
        own = {name: said[name] for name in ("title", "text", "starts_on", "ends_on", "goal_currency")}
        return own | {
            "office_id": said["office"].pk,
            "goal_amount": said["goal_amount"] or Decimal(0),
            "countries": tuple(said["countries"]),
            "cause_ids": tuple(sorted(each.pk for each in said["causes"])),
        }

    def as_data(self) -> AppealData:
        return AppealData(**self.told())

    @staticmethod
    def first(row: Appeal) -> dict[str, Any]:
        names = ("title", "text", "starts_on", "ends_on", "goal_amount", "goal_currency", "countries", "version")
        shown = {name: getattr(row, name) for name in names}
        return shown | {"office": row.office_id, "causes": list(row.causes.all())}


class CostForm(forms.Form):
    text = forms.CharField(label=capfirst(_("for what")), max_length=200)
    spent_on = forms.DateField(label=capfirst(_("spent on")), widget=DateInput)
    amount = amount_field(capfirst(_("cost")))
    currency = currency_field()
    version = VersionField()

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def as_data(self) -> CostData:
        return CostData(**self.told())

    @staticmethod
    def first(row: AppealCost) -> dict[str, Any]:
        money = {"amount": row.cost_amount, "currency": row.cost_currency}
        return {"text": row.text, "spent_on": row.spent_on, **money, "version": row.version}


class CauseForm(forms.Form):
    text_en = forms.CharField(label=capfirst(_("in English")), max_length=200)
    text_fr = forms.CharField(label=capfirst(_("in French")), max_length=200)
    text_es = forms.CharField(label=capfirst(_("in Spanish")), max_length=200)
    code = forms.SlugField(
        label=capfirst(_("code")), max_length=50, help_text=_("Platforms and other programs name the cause by it.")
    )
    position = forms.IntegerField(label=capfirst(_("position")), min_value=0, max_value=32_000, initial=0)
    retired = forms.BooleanField(
        label=_("Not in use any more"),
        required=False,
        help_text=_("New gifts and appeals can't name it; what was given for it stays and can be allocated."),
    )
    version = VersionField()

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def as_data(self) -> CauseData:
        return CauseData(**self.told())

    @staticmethod
    def first(row: Cause) -> dict[str, Any]:
        return {name: getattr(row, name) for name in (*COLUMNS, "version")}
