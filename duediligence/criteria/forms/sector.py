from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.companies import isic
from crm.core.forms import VersionField
from crm.core.selects import Choices

from ..services.data import SectorData, ThemeData
from .shared import VersionForm


class SectorForm(VersionForm):
    name_en = forms.CharField(label=_("Name in English"), required=False)
    name_fr = forms.CharField(label=_("Name in French"), required=False)
    name_es = forms.CharField(label=_("Name in Spanish"), required=False)
    isic = forms.MultipleChoiceField(
        label=_("ISIC sections and divisions"),
        choices=isic.choices,
        required=False,
        widget=Choices(attrs={"data-combobox": ""}),
    )
    retired = forms.BooleanField(label=_("No high-risk sector any longer"), required=False)
    field_order = ("name_en", "name_fr", "name_es", "isic")

    def __init__(self, *args: Any, is_new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_new:
            del self.fields["retired"]

    def told(self) -> SectorData:
        return SectorData(**self.values())


class ThemeForm(forms.Form):
    name_en = forms.CharField(label=_("Name in English"), required=False)
    name_fr = forms.CharField(label=_("Name in French"), required=False)
    name_es = forms.CharField(label=_("Name in Spanish"), required=False)
    source = forms.CharField(label=_("Source"), required=False)
    retired = forms.BooleanField(label=_("Nothing new is filed under it"), required=False)
    version = VersionField()

    def told(self) -> ThemeData:
        return ThemeData(**{name: value for name, value in self.cleaned_data.items() if name != "version"})
