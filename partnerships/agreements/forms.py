"""Forms of agreements. They translate; the rules stand in policies and services."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core.forms import VersionField
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..enums import AgreementKind, ClauseState, ClauseSubject, RenewalMode
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


class ClauseForm(forms.Form):
    subject = forms.ChoiceField(label=_("Clause"), choices=ClauseSubject.choices, widget=Choice)
    note = forms.CharField(
        label=_("What is at issue"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    raised_on = _day(_("Raised on"), _("Without a day: today."))


class SettleForm(forms.Form):
    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(each.value, each.label) for each in (ClauseState.AGREED, ClauseState.DROPPED)],
        widget=forms.RadioSelect,
    )
    settled_on = _day(_("Settled on"), _("Without a day: today."))
    version = VersionField()


class RenewalForm(forms.Form):
    """Until a day, or not at all: one of the two is said in so many words."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("renew", _("Renew until the day below")), ("end", _("Do not renew: it ends on its day"))],
        widget=forms.RadioSelect,
    )
    ends_on = _day(_("Renewed until"))
    reason = forms.CharField(
        label=_("Reason"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("It is kept.")
    )
    version = VersionField()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("decision") == "renew" and not told.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", forms.ValidationError(_("Say until when."), code="required"))
        return told


class TemplateForm(forms.Form):
    file = forms.FileField(label=_("File"))
    title = _line(_("Title"))
    kind = forms.ChoiceField(label=_("Kind"), choices=AgreementKind.choices, widget=Choice)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=Choice)
    note = forms.CharField(
        label=_("When to use it"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )


class TemplateFilterForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Any kind")), *AgreementKind.choices], required=False, widget=Choice
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("Any language")), *settings.LANGUAGES], required=False, widget=Choice
    )
