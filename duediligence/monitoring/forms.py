"""Forms of monitoring. They translate; the rules stand in policies and services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.companies.forms.fields import RecordField
from crm.companies.models import Company
from crm.core.widgets import TypeAhead

from ..enums import DECIDABLE, Rating, ReviewFinding


def _words(label: Any, *, rows: int = 3, required: bool = True, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=10_000, widget=widget, **more)


class ConcernForm(forms.Form):
    company = RecordField(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    text = _words(_("What do you know?"), rows=5, help_text=_("Facts, dates and from whom you know them."))
    about = forms.CharField(label=_("Who is concerned?"), required=False, max_length=300)
    url = forms.URLField(label=_("Link"), required=False, max_length=1000, assume_scheme="https")
    confidential = forms.BooleanField(
        label=_("Keep my name confidential"),
        required=False,
        help_text=_("Only the partnerships team and the auditors then see who reported it."),
    )


class OutcomeForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=_("Result"),
        choices=[("yes", _("Upheld")), ("no", _("Dismissed"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    outcome = _words(_("What you found"), help_text=_("Whoever reported it reads this."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReviewForm(forms.Form):
    progress = _words(_("How is it progressing?"))
    affected = _words(_("What affected it?"), required=False)
    finding = forms.ChoiceField(label=_("The risk"), choices=ReviewFinding.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RaiseForm(forms.Form):
    rating = forms.ChoiceField(label=_("New rating"))
    reason = _words(_("What happened?"))
    suspends = forms.BooleanField(
        label=_("Suspend the clearance"),
        required=False,
        help_text=_("Stops new activations and donations at once. What runs is left to a recorded decision."),
    )

    def __init__(self, *args: Any, above: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ratings = (*DECIDABLE, Rating.EXCLUDED)
        higher = [(r.value, r.label) for r in ratings if r.level > Rating(above).level]
        self.fields["rating"].choices = higher  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    note = _words(_("How it was met, or why it is waived"), rows=2)
