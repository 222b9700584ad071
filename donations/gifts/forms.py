"""Forms of gifts. They translate; the rules stand in policies and services."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.models import Office
from crm.companies.forms.fields import RecordField
from crm.companies.models import Company
from crm.core.forms import VersionField
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead
from crm.rates import currencies
from crm.rates.selectors import known_currencies

from ..appeals.policies import may_count_for
from ..donors.services.data import DonorData, PersonData
from ..enums import AppealState, Channel, DonationKind, ShippingPayer
from ..models import Appeal, Cause, Donation, Donor
from .services.data import GiftData

# By which names services refuse, where the form calls the field otherwise.
FIELD_OF = {"amount": "given_amount", "currency": "given_currency", "office_id": "office", "name": "new_name"}
_OWN = ("channel", "received_on", "kind", "intent", "anonymous", "goods", "valuation", "valued_by", "shipping_payer")


def _currency_choices() -> list[tuple[str, str]]:
    return [(code, currencies.label(code)) for code in known_currencies()]


class DonorChoice(forms.ModelChoiceField):
    """A private donor is called by name here: whoever chooses from the list may read it."""

    def label_from_instance(self, donor: Any) -> str:
        return donor.details.name if hasattr(donor, "details") else str(donor)


class GiftForm(forms.Form):
    """The few fields that are enough stand first; those of goods unfold."""

    donor = DonorChoice(
        label=_("Donor"), queryset=Donor.objects.none(), required=False, widget=TypeAhead("donations:donor_suggest")
    )
    given_amount = forms.DecimalField(
        label=_("Amount"),
        max_digits=16,
        decimal_places=2,
        min_value=Decimal("0.01"),
        help_text=_("Of goods: their value."),
    )
    given_currency = forms.ChoiceField(label=_("Currency"), choices=_currency_choices, initial="USD", widget=Choice)
    received_on = forms.DateField(label=_("Received on"), widget=DateInput)
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    office = forms.ModelChoiceField(label=_("Received by"), queryset=Office.objects.none(), empty_label=None)
    cause = forms.ModelChoiceField(
        label=_("Cause"),
        queryset=Cause.objects.filter(retired=False),
        required=False,
        empty_label=_("To be allocated"),
        widget=Choice,
    )
    appeal = forms.ModelChoiceField(
        label=pgettext_lazy("donations", "Appeal"),
        queryset=Appeal.objects.none(),
        required=False,
        empty_label=_("No appeal"),
        widget=Choice,
    )
    intent = forms.CharField(
        label=_("What the donor said of its use"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    anonymous = forms.BooleanField(label=_("Given anonymously"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=DonationKind.choices, initial=DonationKind.CASH)
    goods = forms.CharField(label=_("Goods or services"), required=False, max_length=300)
    valuation = forms.CharField(label=_("How the value was found"), required=False, max_length=300)
    valued_by = forms.CharField(label=_("Who valued it"), required=False, max_length=200)
    shipping_usd = forms.DecimalField(
        label=_("Cost of shipping, USD"), required=False, max_digits=16, decimal_places=2, min_value=Decimal(0)
    )
    shipping_payer = forms.ChoiceField(
        label=_("Who pays the shipping"), required=False, choices=[("", "–"), *ShippingPayer.choices]
    )
    # The appeal about whose dates the person was asked: chosen again, it is meant.
    asked_about = forms.CharField(required=False, widget=forms.HiddenInput)
    version = VersionField()

    def __init__(self, *args: Any, user: Any, offices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["donor"].queryset = Donor.objects.readable_by(user).filter(erased_at=None).select_related("details")
        fields["office"].queryset = offices
        fields["appeal"].queryset = Appeal.objects.visible_to(user).filter(state=AppealState.OPEN)

    def clean(self) -> dict[str, Any]:
        """A gift outside of the appeal's dates is asked about once."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        appeal, day = said.get("appeal"), said.get("received_on")
        if appeal and day and said.get("asked_about") != str(appeal.pk):
            verdict = may_count_for(appeal, day)
            if verdict.code == "outside_dates":
                self.data = self.data.copy()
                self.data["asked_about"] = str(appeal.pk)
                self.add_error("appeal", ValidationError(str(verdict.reason), code=verdict.code))
        return said

    def told(self) -> dict[str, Any]:
        """The named fields of `GiftData`."""
        said = self.cleaned_data
        links = {f"{name}_id": said[name].pk if said[name] else None for name in ("cause", "appeal")}
        return {
            **{name: said[name] for name in _OWN},
            **links,
            "office_id": said["office"].pk,
            "amount": said["given_amount"],
            "currency": said["given_currency"],
            "shipping_usd": said["shipping_usd"] or Decimal(0),
        }

    @staticmethod
    def first(row: Donation) -> dict[str, Any]:
        names = (*_OWN, "given_amount", "given_currency", "shipping_usd", "version")
        return {
            **{name: getattr(row, name) for name in names},
            **{name: getattr(row, f"{name}_id") for name in ("donor", "office", "cause", "appeal")},
        }


class NewGiftForm(GiftForm):
    """With a donor who gives for the first time: a company of the register, or a private person."""

    new_company = RecordField(
        label=_("Company"),
        queryset=Company.objects.kept(),
        required=False,
        widget=TypeAhead("companies:suggest"),
        help_text=_("One that gives for the first time."),
    )
    new_name = forms.CharField(label=_("Name of a private person"), required=False, max_length=200)
    new_email = forms.EmailField(label=_("E-mail"), required=False)
    new_country = forms.CharField(
        label=_("Country, two letters"), required=False, max_length=2, help_text=_("For tax rules: US, KR.")
    )
    field_order = ["donor"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        named = [name for name in ("donor", "new_company", "new_name") if said.get(name)]
        if not named and not {"donor", "new_company", "new_name"} & self.errors.keys():
            text = _("Choose who gave, or enter a new donor below.")
            self.add_error("donor", ValidationError(text, code="required"))
        elif len(named) > 1:
            text = _("Name one giver: a donor who is there, a company, or a private person.")
            self.add_error(named[1], ValidationError(text, code="several"))
        return said

    def new_donor(self) -> DonorData | None:
        said = self.cleaned_data
        if said["donor"]:
            return None
        person = PersonData(name=said["new_name"], email=said["new_email"]) if said["new_name"] else None
        company = said["new_company"].pk if said["new_company"] else None
        return DonorData(
            office_id=said["office"].pk, company_id=company, person=person, country=said["new_country"].upper()
        )

    def as_data(self, donor_id: int) -> GiftData:
        return GiftData(donor_id=donor_id, **self.told())


class CorrectionForm(GiftForm):
    reason = forms.CharField(
        label=_("Why it is corrected"),
        required=False,
        max_length=500,
        help_text=_("Asked where amount, day, donor, office, kind or cause change."),
    )

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return super().told() | ({"donor_id": said["donor"].pk} if said["donor"] else {})


class ReasonForm(forms.Form):
    """Of a refusal, or of a gift that is given back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField()


class ShippingAnswerForm(forms.Form):
    covers = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Headquarters cover the shipping")), ("no", _("Headquarters do not cover it"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Why"), max_length=300)
    version = VersionField()
