"""A partnership: short to enter, the rest in its own time."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import User
from crm.companies.forms.fields import RecordField
from crm.companies.models import Company
from crm.core.widgets import DateInput, TypeAhead

from ...models import Engagement
from ..services.data import CompanyPart
from .shared import EngagementForm, as_initial


class PartnershipForm(EngagementForm):
    starts_on = forms.DateField(label=_("Begins"), required=False, widget=DateInput)
    ends_on = forms.DateField(label=_("Ends"), required=False, widget=DateInput)
    relationship_lead = forms.ModelChoiceField(
        label=capfirst(_("relationship lead")),
        queryset=User.objects.active(),
        required=False,
        widget=TypeAhead("accounts:person_suggest"),
    )
    expected_usd = forms.DecimalField(
        label=_("Expected benefit, USD"), max_digits=16, decimal_places=2, min_value=0, required=False
    )
    airline = forms.BooleanField(
        label=capfirst(_("airline agreement")), required=False, help_text=_("Counted, and shown apart.")
    )

    def __init__(self, *args: Any, engagement: Engagement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, engagement=engagement, **kwargs)
        self.fields["lead_office"].label = _("Lead office")
        if engagement and engagement.relationship_lead_id:
            stays = User.objects.active() | User.objects.filter(pk=engagement.relationship_lead_id)
            self.fields["relationship_lead"].queryset = stays


class PartnerForm(forms.Form):
    """A company of the partnership. The first one leads unless another is marked."""

    company = RecordField(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    agreed_usd = forms.DecimalField(
        label=_("Amount agreed, USD"),
        max_digits=16,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Up to what amount; their clearance must cover it."),
    )
    lead = forms.BooleanField(label=_("Leads"), required=False)


PartnerFormSet = forms.formset_factory(PartnerForm, extra=1, can_delete=True, max_num=100, validate_max=True)


def parts_of(formset: Any) -> list[CompanyPart]:
    rows = [row.cleaned_data for row in formset.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]
    return [
        CompanyPart(row["company"].pk, bool(row["lead"]), row["agreed_usd"] or Decimal(0))
        for row in rows
        if row.get("company")
    ]


def initial_of(row: Engagement) -> dict[str, Any]:
    return as_initial(row, PartnershipForm.base_fields)


def initial_parts(row: Engagement) -> list[dict[str, Any]]:
    return [
        {"company": each.company_id, "agreed_usd": each.agreed_usd or None, "lead": each.lead}
        for each in row.partners.all()
    ]
