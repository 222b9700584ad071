from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office, User
from crm.companies.forms.fields import RecordField
from crm.companies.models import Company
from crm.core import clock
from crm.core.selects import Choice
from crm.core.widgets import TypeAhead

from ...enums import Purpose, Rating
from ..selectors.simulation import Question


class SimulationForm(forms.Form):
    company = RecordField(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices, widget=Choice)
    amount = forms.DecimalField(label=_("Amount, USD"), min_value=0, max_digits=16, decimal_places=2)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), widget=Choice(attrs={"data-combobox": ""})
    )
    rating = forms.ChoiceField(
        label=_("Presumed rating"),
        choices=[("", _("From the latest screening")), *Rating.choices],
        required=False,
        widget=Choice,
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].queryset = Office.objects.visible_to(by).open(on=clock.today())  # type: ignore[attr-defined]

    def question(self) -> Question:
        return Question(**self.cleaned_data)
