"""The form of a donor. It translates; the rules stand in policies and services."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.companies.enums import CompanyKind
from crm.companies.forms.fields import RecordField
from crm.companies.models import Company
from crm.core.forms import VersionField
from crm.core.widgets import DateInput, TypeAhead

from ..enums import DonorKind
from .services.donors import PERSONAL

_PLAIN = ("country", "language", "anonymous", "may_email", "consent_note", "consent_on")


class DonorForm(forms.Form):
    """Of a company only what is ours; its name stands in the register."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    address = forms.CharField(
        label=_("Postal address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    company = RecordField(
        label=_("Entry as an individual"),
        queryset=Company.objects.kept().filter(kind=CompanyKind.INDIVIDUAL),
        required=False,
        widget=TypeAhead("companies:suggest"),
        help_text=_("Needed once a gift is so large that the person is screened."),
    )
    country = forms.CharField(label=_("Country, two letters"), required=False, max_length=2)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    anonymous = forms.BooleanField(label=_("Wishes to stay anonymous"), required=False)
    may_email = forms.BooleanField(label=_("Agreed to e-mail"), required=False)
    consent_note = forms.CharField(label=_("How and where they agreed"), required=False, max_length=200)
    consent_on = forms.DateField(label=_("Agreed on"), required=False, widget=DateInput)
    version = VersionField()

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind == DonorKind.COMPANY:
            for name in (*PERSONAL, "company", "country"):
                del self.fields[name]

    def told(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in (*PERSONAL, *_PLAIN) if name in self.cleaned_data}
        if "country" in said:
            said["country"] = said["country"].upper()
        if "company" in self.fields:
            said["company_id"] = self.cleaned_data["company"].pk if self.cleaned_data["company"] else None
        return said

    @staticmethod
    def first(donor: Any) -> dict[str, Any]:
        shown = {name: getattr(donor, name) for name in (*_PLAIN, "version")} | {"company": donor.company_id}
        if donor.kind == DonorKind.PERSON and hasattr(donor, "details"):
            shown |= {name: getattr(donor.details, name) for name in PERSONAL}
        return shown
