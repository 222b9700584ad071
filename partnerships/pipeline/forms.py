"""Forms of the pipeline. They translate; the rules stand in policies and services."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.core.forms import VersionField
from crm.core.selects import Choice

from ..enums import ClosingCause, LapseDecision
from .policies import Step


class MoveForm(forms.Form):
    """Where to, and why. Where the target is known already, only what it asks for is shown."""

    stage = forms.ChoiceField(label=_("Move to"), widget=Choice)
    cause = forms.ChoiceField(
        label=_("Cause"), choices=[("", _("Choose one")), *ClosingCause.choices], required=False, widget=Choice
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is kept with the move, and everybody can read it."),
    )
    version = VersionField()

    def __init__(self, *args: Any, steps: Sequence[Step], target: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(step.target.value, step.label) for step in steps]  # type: ignore[attr-defined]
        known = next((step for step in steps if step.target == target), None)
        if known is None:
            return
        self.fields["stage"].widget = forms.HiddenInput()
        self.fields["reason"].required = known.asks_reason
        self.fields["cause"].required = known.asks_cause
        if not known.asks_cause:
            self.fields["cause"].widget = forms.HiddenInput()


class RulingForm(forms.Form):
    decision = forms.ChoiceField(label=_("Decision"), choices=LapseDecision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The whole organisation reads it."),
    )
    version = VersionField()


class SettingsForm(forms.Form):
    stalled_days = forms.IntegerField(
        label=_("Days after which a partnership is stalled"),
        min_value=7,
        max_value=730,
        help_text=_("Without a move and without a contact with any of its companies."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It is kept with the change."))
    version = VersionField()
