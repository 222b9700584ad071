from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access

from .enums import Sharing
from .models import SavedView
from .policies import may_share


class ViewForm(forms.ModelForm):
    """Saves the question that stands in the address, or renames and shares a view."""

    class Meta:
        model = SavedView
        fields = ["name", "sharing"]

    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = access(user)
        self.fields["sharing"].choices = [c for c in Sharing.choices if may_share(who, c[0])]
        self.fields["name"].label = _("Name of the view")
