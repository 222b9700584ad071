"""What every form of these settings has: from when, on whose word, why, and the version that the person saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.core.forms import VersionField
from crm.core.widgets import DateInput


def words(label: Any, *, rows: int = 2, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class VersionForm(forms.Form):
    """The service says what is wrong, so that every door says it alike; the form reads what was typed."""

    effective_from = forms.DateField(
        label=_("Counts from"),
        widget=DateInput(),
        help_text=_("What is decided before that day is decided by the former version."),
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        help_text=_("The norm that it comes from; “Agency setting” where the rule is our own."),
    )
    reason = forms.CharField(label=_("Reason for the change"), required=False)
    version = VersionField()

    def values(self) -> dict[str, Any]:
        """What the service is given, without the version that was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
