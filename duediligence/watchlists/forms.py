"""What the pages of the watch lists ask; every rule about a file or a hit is the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.core.forms import VersionField
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..enums import HitState, ListFormat, ListStanding
from ..models import WatchList
from ..models.watchlist import LONGEST_NOTE
from .services.uploads import ACCEPT


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file, or the three of OFAC; cleaned to a list."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        several = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(each, initial) for each in several]


class LoadForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), choices=ListFormat.choices, widget=Choice)
    file = _FilesField(
        label=_("File"),
        help_text=_("As the publisher gives it. Of OFAC's CSV files choose sdn.csv, alt.csv and add.csv together."),
        widget=_SeveralFiles(attrs={"accept": ACCEPT}),
    )

    list_date = forms.DateField(
        label=_("Date of the list"),
        help_text=_(
            "Of OFAC's CSV files and of your own: the day on which they were published. The other formats say it"
            " themselves, and what is in the file counts."
        ),
        widget=DateInput,
        required=False,
    )


class NewestForm(forms.Form):
    note = forms.CharField(
        label=_("Where did you look for a newer file?"),
        help_text=_("For instance the address of the publisher's page. Your name and the day are kept with it."),
        max_length=LONGEST_NOTE,
    )


class ListForm(forms.ModelForm):
    class Meta:
        model = WatchList
        fields = ("name", "standing", "required", "retired")

    standing = forms.ChoiceField(
        label=_("What a confirmed hit means"), choices=ListStanding.choices, widget=forms.RadioSelect
    )


class NewListForm(ListForm):
    class Meta(ListForm.Meta):
        fields = ("code", "name", "standing", "required", "retired")


class ResolveForm(forms.Form):
    """The button that is pressed is the verdict."""

    verdict = forms.ChoiceField(
        choices=[(state.value, state.label) for state in (HitState.CLEARED, HitState.CONFIRMED)],
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What agrees, what contradicts. It is remembered for later screenings."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    version = VersionField()
