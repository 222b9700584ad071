"""Forms of allocations, destinations and questions. They translate; the rules stand in policies and services."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core.forms import VersionField
from crm.core.selects import Choice
from crm.core.widgets import DateInput

from ..appeals.forms import causes_field, countries_field, with_kept
from ..enums import Asked, DestinationKind, IntentAnswer
from ..models import Cause, Destination
from .services.data import AllocationData, DestinationData


def _words(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposeForm(forms.Form):
    """The destinations are those to which money of this pool may go."""

    destination = forms.ModelChoiceField(
        label=capfirst(_("destination")), queryset=Destination.objects.none(), widget=Choice
    )
    amount_usd = forms.DecimalField(
        label=capfirst(_("amount, USD")), max_digits=16, decimal_places=2, min_value=Decimal("0.01")
    )
    office = forms.ModelChoiceField(label=capfirst(_("proposed for")), queryset=Office.objects.none(), widget=Choice)
    reason = _words(capfirst(_("why there")))

    def __init__(self, *args: Any, destinations: Any, offices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["destination"].queryset = destinations
        fields["office"].queryset = offices

    def as_data(self, cause_id: int | None) -> AllocationData:
        said = self.cleaned_data
        return AllocationData(
            office_id=said["office"].pk,
            destination_id=said["destination"].pk,
            amount_usd=said["amount_usd"],
            reason=said["reason"],
            cause_id=cause_id,
        )


class ReasonForm(forms.Form):
    reason = _words(capfirst(_("reason")))
    version = VersionField()


class ApproveForm(forms.Form):
    reason = _words(capfirst(_("reason")), required=False, help_text=_("Whoever proposed it reads it."))
    version = VersionField()


class DestinationForm(forms.Form):
    name = forms.CharField(label=capfirst(_("name")), max_length=200)
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=DestinationKind.choices)
    office = forms.ModelChoiceField(
        label=capfirst(_("office")), queryset=Office.objects.order_by("name"), widget=Choice
    )
    causes = causes_field(capfirst(_("causes it serves")))
    unearmarked = forms.BooleanField(
        label=capfirst(_("takes money given without a cause")), required=False, initial=True
    )
    countries = countries_field()
    description = forms.CharField(
        label=capfirst(_("description")), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    closed_on = forms.DateField(
        label=capfirst(_("closed on")),
        required=False,
        widget=DateInput,
        help_text=_("From then on nothing more is allocated to it."),
    )
    version = VersionField()

    def __init__(self, *args: Any, row: Destination | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if row:
            with_kept(self.fields["causes"], list(row.causes.all()))

    def told(self) -> dict[str, Any]:
        """The named fields of `DestinationData`."""
        said = self.cleaned_data
        own = {name: said[name] for name in ("name", "kind", "unearmarked", "description", "closed_on")}
        return own | {
            "office_id": said["office"].pk,
            "cause_ids": tuple(sorted(each.pk for each in said["causes"])),
            "countries": tuple(said["countries"]),
        }

    def as_data(self) -> DestinationData:
        return DestinationData(**self.told())

    @staticmethod
    def first(row: Destination) -> dict[str, Any]:
        names = ("name", "kind", "unearmarked", "description", "closed_on", "countries", "version")
        shown = {name: getattr(row, name) for name in names}
        return shown | {"office": row.office_id, "causes": list(row.causes.all())}


class AskForm(forms.Form):
    asked = forms.ChoiceField(label=capfirst(_("who is asked")), choices=Asked.choices, widget=forms.RadioSelect)
    why = _words(capfirst(_("why it can't be met")))


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=capfirst(_("answer")), choices=IntentAnswer.choices, widget=forms.RadioSelect)
    cause = forms.ModelChoiceField(
        label=capfirst(_("new cause")),
        queryset=Cause.objects.filter(retired=False),
        required=False,
        widget=Choice,
        help_text=_("Where it is to be used for another cause."),
    )
    words = _words(capfirst(_("in their words")))
    version = VersionField()

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = ("answer", "words", "version")
        return {name: said[name] for name in names} | {"cause_id": said["cause"].pk if said["cause"] else None}
