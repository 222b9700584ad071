"""Forms of agreements. They translate; the rules stand in policies and services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core.forms import VersionField
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..enums import AgreementKind, RenewalMode
from ..models import Agreement
from .services.agreements import AgreementData


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateInput, help_text=help_text)


def _line(label: Any, most: int = 200) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most)


class AgreementForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=AgreementKind.choices, widget=Choice)
    reference = _line(_("Reference"), 100)
    negotiated_since = _day(_("Negotiated since"))
    signed_on = _day(_("Signed on"), _("Leave it empty until both sides have signed."))
    signed_by_us = _line(_("Signed for us by"))
    signed_by_them = _line(_("Signed for them by"))
    starts_on = _day(pgettext_lazy("date", "From"))
    ends_on = _day(_("Until"))
    renewal = forms.ChoiceField(label=_("Renewal"), choices=RenewalMode.choices, widget=Choice)
    nda = forms.BooleanField(label=_("Under an NDA"), required=False)
    nda_minimum = forms.CharField(
        label=_("What may be shared all the same"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At least who, where and on what: donors ask for it."),
    )
    version = VersionField()

    @staticmethod
    def told_of(agreement: Agreement | None, *, engagement: Any) -> dict[str, Any]:
        """What the form begins with."""
        if agreement is None:
            return {"kind": AgreementData.kind, "renewal": AgreementData.renewal, "ends_on": engagement.ends_on}
        return {name: getattr(agreement, name) for name in AgreementForm.base_fields}
