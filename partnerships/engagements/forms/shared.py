"""The fields that the forms of partnerships and collaborations share. They translate; the rules stand in services."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.companies.forms.fields import RecordsField
from crm.companies.models import Contact, Theme
from crm.contactlog.forms import ColleagueField
from crm.core import clock, countries
from crm.core.errors import Conflict
from crm.core.forms import VersionField, submit
from crm.core.selects import Choice, Choices
from crm.core.widgets import TypeAheadMultiple

from ...enums import Disclosure, EngagementType, Goal, Modality
from ...models import Engagement, Programme

T = TypeVar("T")

SEARCHABLE = {"data-combobox": ""}
# Refusals that a reason opens (domain.md section 3).
ASK_WHY = ("coordinate_first", "do_not_contact")
# Fields of the forms, and how the services call them.
_NAMES = {
    "lead_office": "lead_office_id",
    "offices": "office_ids",
    "themes": "theme_ids",
    "colleagues": "colleague_ids",
    "contacts": "contact_ids",
    "programme": "programme_id",
    "relationship_lead": "relationship_lead_id",
}
_NOT_DATA = {"going_ahead_reason", "version", "companies", "company"}


class EngagementForm(forms.Form):
    title = forms.CharField(label=capfirst(_("title")), max_length=200)
    type = forms.ChoiceField(label=capfirst(_("main type")), choices=[("", ""), *EngagementType.choices])
    lead_office = forms.ModelChoiceField(
        label=capfirst(_("office")), queryset=Office.objects.none(), empty_label=None, widget=Choice
    )
    modality = forms.ChoiceField(
        label=capfirst(_("modality")), choices=[("", ""), *Modality.choices], required=False, widget=Choice
    )
    description = forms.CharField(
        label=capfirst(_("description")), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    offices = forms.ModelMultipleChoiceField(
        label=capfirst(_("other offices")),
        queryset=Office.objects.none(),
        required=False,
        widget=Choices(attrs=SEARCHABLE),
    )
    countries = forms.MultipleChoiceField(
        label=capfirst(_("countries")), choices=countries.choices, required=False, widget=Choices(attrs=SEARCHABLE)
    )
    themes = forms.ModelMultipleChoiceField(
        label=capfirst(_("themes")),
        queryset=Theme.objects.filter(retired=False),
        required=False,
        widget=Choices(attrs=SEARCHABLE),
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable Development Goals"),
        choices=Goal.choices,
        coerce=int,
        required=False,
        widget=Choices(attrs=SEARCHABLE),
    )
    disclosure = forms.ChoiceField(
        label=capfirst(_("disclosure")),
        choices=Disclosure.choices,
        initial=Disclosure.INTERNAL,
        widget=Choice,
        help_text=_("What of this may leave the organisation."),
    )
    colleagues = ColleagueField(label=_("Point persons on our side"))
    contacts = RecordsField(
        label=_("Point persons on their side"),
        queryset=Contact.objects.kept(),
        required=False,
        widget=TypeAheadMultiple("contactlog:people_suggest"),
    )
    programme = forms.ModelChoiceField(
        label=capfirst(_("programme")), queryset=Programme.objects.all(), required=False, widget=Choice, empty_label=""
    )
    going_ahead_reason = forms.CharField(
        label=_("Why you go ahead"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    version = VersionField()

    def __init__(
        self, *args: Any, offices: set[int] | None, engagement: Engagement | None = None, **kwargs: Any
    ) -> None:
        """`offices` are those that the person may enter for, None for all."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        there = Office.objects.open(on=clock.today()).order_by("name")
        own = there if offices is None else there.filter(pk__in=offices)
        if engagement:
            # What stands there may stay, also where it is not one's own or closed by now.
            own = own | Office.objects.filter(pk=engagement.lead_office_id)
            there = there | Office.objects.filter(joined_engagements=engagement)
            known = Theme.objects.filter(retired=False) | Theme.objects.filter(engagements=engagement)
            fields["themes"].queryset = known.distinct()
        fields["lead_office"].queryset = own.distinct()
        fields["offices"].queryset = there.distinct()
        if offices is not None and len(offices) == 1 and engagement is None:
            fields["lead_office"].widget = forms.HiddenInput()

    def open_at(self, name: str) -> None:
        """One field has the focus when the page opens."""
        self.fields[name].widget.attrs["autofocus"] = True

    def values(self) -> dict[str, Any]:
        """What was typed, as the services take it."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in _NOT_DATA}
        return {_NAMES.get(name, name): _plain(value) for name, value in told.items()}


def _plain(value: Any) -> Any:
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, str):
        return value
    return tuple(getattr(each, "pk", each) for each in value) if hasattr(value, "__iter__") else value


def send(form: forms.Form, deed: Callable[[dict[str, Any]], T]) -> T | None:
    """As `submit`; a refusal that a reason opens stands beside that reason."""

    def asking_why(told: dict[str, Any]) -> T:
        try:
            return deed(told)
        except Conflict as refusal:
            if refusal.code not in ASK_WHY:
                raise
            raise ValidationError({"going_ahead_reason": str(refusal.reason)}) from refusal

    return submit(form, asking_why)


def as_initial(engagement: Engagement, names: Any) -> dict[str, Any]:
    """The engagement as its form begins with it."""
    told = {name: getattr(engagement, name) for name in names if hasattr(engagement, name)}
    return {name: list(value.all()) if hasattr(value, "all") else value for name, value in told.items()}
