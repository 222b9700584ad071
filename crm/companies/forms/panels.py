"""The fields of the small forms on the company page."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office
from crm.core import clock, files
from crm.core.selects import Choices
from crm.core.visibility import Visibility
from crm.core.widgets import DateInput

from ..enums import CompanyStatus, InterestLevel, MaturityLevel
from ..models import Tag, Theme

SEARCHABLE = {"data-combobox": ""}


class StatusForm(forms.Form):
    status = forms.ChoiceField(label=capfirst(_("status")), choices=CompanyStatus)
    status_reason = forms.CharField(
        label=capfirst(_("reason for the status")),
        max_length=300,
        required=False,
        help_text=_("Needed for “do not approach”: colleagues read this sentence first."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class _TagsField(forms.MultipleChoiceField):
    """Known tags are offered; what is written otherwise becomes a new one."""

    def valid_value(self, value: Any) -> bool:
        return True


class TagsForm(forms.Form):
    """Tags in one box, known ones and new ones; without a script the new ones have a line of their own."""

    tags = _TagsField(
        label=capfirst(_("tags")),
        required=False,
        widget=Choices(attrs=SEARCHABLE | {"data-new": _("New tag: {name}")}),
        help_text=_("Choose known ones or write new ones; a comma ends each."),
    )
    new_tags = forms.CharField(
        label=capfirst(_("new tags")), required=False, max_length=200, help_text=_("Several are separated by commas.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict.fromkeys([*Tag.objects.values_list("name", flat=True), *(self["tags"].value() or ())])
        known: Any = self.fields["tags"]
        known.choices = [(name, name) for name in names]

    def tag_names(self) -> list[str]:
        return [*self.cleaned_data["tags"], *self.cleaned_data["new_tags"].split(",")]


class InterestForm(forms.Form):
    theme = forms.ModelChoiceField(label=capfirst(_("theme")), queryset=Theme.objects.filter(retired=False))
    level = forms.ChoiceField(label=capfirst(_("level")), choices=InterestLevel, initial=InterestLevel.MEDIUM)
    region = forms.ModelChoiceField(
        label=capfirst(_("region")),
        queryset=Office.objects.filter(kind=OfficeKind.REGIONAL).order_by("name"),
        required=False,
        empty_label=capfirst(_("Everywhere")),
    )
    source = forms.CharField(label=capfirst(_("how we know")), max_length=200)


class MaturityForm(forms.Form):
    level = forms.ChoiceField(label=capfirst(_("maturity")), choices=MaturityLevel)
    assessed_on = forms.DateField(label=capfirst(_("assessed on")), widget=DateInput, initial=clock.today)
    evidence = forms.CharField(label=capfirst(_("evidence")), widget=forms.Textarea(attrs={"rows": 3}))


class DocumentForm(forms.Form):
    file = forms.FileField(label=capfirst(_("file")), widget=forms.ClearableFileInput(attrs={"accept": files.ACCEPT}))
    title = forms.CharField(
        label=capfirst(_("title")), max_length=200, required=False, help_text=_("Empty: the file's name.")
    )
    visibility = forms.ChoiceField(
        label=capfirst(_("who may read it")), choices=Visibility, initial=Visibility.EVERYONE
    )
    office = forms.ModelChoiceField(label=capfirst(_("office")), queryset=Office.objects.none())

    def __init__(self, *args: Any, offices: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]
        office.queryset = Office.objects.filter(pk__in=offices)


class DocumentChangeForm(forms.Form):
    title = forms.CharField(label=capfirst(_("title")), max_length=200)
    visibility = forms.ChoiceField(label=capfirst(_("who may read it")), choices=Visibility)
