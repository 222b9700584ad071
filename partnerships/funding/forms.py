"""Forms of funding. They translate; the rules stand in policies and services."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office, User
from crm.core.forms import VersionField
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead
from crm.rates import currencies
from crm.rates.forms import MonthField
from crm.rates.selectors import known_currencies

from ..enums import ContributionKind, Payer
from ..models import Contribution, Engagement
from .services.data import ContributionData, InstalmentData

# By which names services refuse, where the form calls the field otherwise.
FIELD_OF = {"pledged": "pledged_amount", "received": "received_amount", "target": "target_amount"}


def _currency_choices() -> list[tuple[str, str]]:
    return [(code, currencies.label(code)) for code in known_currencies()]


def amount_field(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=16, decimal_places=2, min_value=Decimal(0), **options)


class ContributionForm(forms.Form):
    """The few fields that are enough stand first."""

    pledged_amount = amount_field(_("Pledged"))
    pledged_currency = forms.ChoiceField(label=_("Currency"), choices=_currency_choices, initial="USD", widget=Choice)
    payer = forms.ChoiceField(label=_("Who pays"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ContributionKind.choices, initial=ContributionKind.CASH)
    pledged_on = forms.DateField(label=_("Pledged on"), widget=DateInput)
    donor = forms.CharField(
        label=_("Which donor"), required=False, max_length=200, help_text=_("Where a traditional donor pays.")
    )
    description = forms.CharField(label=_("For what"), required=False, max_length=300)
    valuation = forms.CharField(
        label=_("How it was valued"), required=False, max_length=300, help_text=_("Of goods and services.")
    )
    direct_support = forms.BooleanField(
        label=_("Direct support to the company"),
        required=False,
        help_text=_("Donor money may not pay for it; the line then says so."),
    )
    version = VersionField()

    def __init__(self, *args: Any, engagement: Engagement, **options: Any) -> None:
        super().__init__(*args, **options)
        partners = engagement.partners.select_related("company")
        payer: Any = self.fields["payer"]
        payer.choices = [
            *((f"company:{row.company_id}", row.company.legal_name) for row in partners),
            *((value, label) for value, label in Payer.choices if value != Payer.COMPANY),
        ]

    def told(self) -> dict[str, Any]:
        """The named fields of `ContributionData`."""
        said = self.cleaned_data
        payer, _colon, company = said["payer"].partition(":")
        own = ("kind", "pledged_on", "donor", "description", "valuation", "direct_support")
        return {
            "amount": said["pledged_amount"],
            "currency": said["pledged_currency"],
            "payer": payer,
            "company_id": int(company) if company else None,
            **{name: said[name] for name in own},
        }

    def as_data(self) -> ContributionData:
        return ContributionData(**self.told())

    @staticmethod
    def first(row: Contribution) -> dict[str, Any]:
        """What the form shows of a contribution that is there."""
        names = ("pledged_amount", "pledged_currency", "kind", "pledged_on", "donor", "description", "valuation")
        payer = f"company:{row.partner.company_id}" if row.partner else row.payer
        shown = {name: getattr(row, name) for name in (*names, "direct_support", "version")}
        return {**shown, "payer": payer}


class NewContributionForm(ContributionForm):
    """With its first instalment: due on a day, or received already."""

    due_on = forms.DateField(label=_("Due on"), required=False, widget=DateInput)
    received_on = forms.DateField(
        label=_("Received on"), required=False, widget=DateInput, help_text=_("If all of it is there already.")
    )

    def instalments(self) -> list[InstalmentData]:
        said = self.cleaned_data
        due, came, amount = said["due_on"], said["received_on"], said["pledged_amount"]
        if not due and not came:
            return []
        return [InstalmentData(due, amount, came, amount if came else Decimal(0))]


class InstalmentForm(forms.Form):
    due_on = forms.DateField(label=_("Due on"), required=False, widget=DateInput)
    due_amount = amount_field(_("Amount due"), required=False)
    received_on = forms.DateField(label=_("Received on"), required=False, widget=DateInput)
    received_amount = amount_field(_("Amount received"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    version = VersionField()

    def told(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return said | {name: said[name] or Decimal(0) for name in ("due_amount", "received_amount")}

    def as_data(self) -> InstalmentData:
        return InstalmentData(**self.told())


class ProgrammeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    donor = forms.CharField(label=_("Donor"), max_length=200, required=False)
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.order_by("path"), widget=Choice)
    target_amount = amount_field(
        _("Matching target"), required=False, help_text=_("What private contributions are to reach.")
    )
    target_currency = forms.ChoiceField(label=_("Currency"), choices=_currency_choices, initial="USD", widget=Choice)
    starts_on = forms.DateField(label=_("From"), required=False, widget=DateInput)
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DateInput)
    version = VersionField()

    def told(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "office")}
        return said | {
            "office_id": self.cleaned_data["office"].pk,
            "target_amount": said["target_amount"] or Decimal(0),
        }


class StaffTimeForm(forms.Form):
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none(), empty_label=None)
    month = MonthField(label=_("Month"))
    days = forms.DecimalField(label=_("Person-days"), max_digits=5, decimal_places=1, min_value=Decimal("0.1"))
    person = forms.ModelChoiceField(
        label=_("Who"),
        queryset=User.objects.active(),
        required=False,
        widget=TypeAhead("contactlog:colleague_suggest"),
    )
    note = forms.CharField(label=_("For what"), required=False, max_length=300)
    version = VersionField()

    def __init__(self, *args: Any, offices: set[int], **options: Any) -> None:
        super().__init__(*args, **options)
        office: Any = self.fields["office"]
        office.queryset = Office.objects.filter(pk__in=offices).order_by("name")

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "office_id": said["office"].pk,
            "month": said["month"],
            "days": said["days"],
            "person_id": said["person"].pk if said["person"] else None,
            "note": said["note"],
        }


def first_of_month(day: date) -> date:
    return day.replace(day=1)
