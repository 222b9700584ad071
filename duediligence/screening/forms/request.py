"""The three steps of a request: the aim, the plan, the sending (which has no fields)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.companies.enums import CompanyKind
from crm.companies.forms.fields import RecordField
from crm.companies.models import Company
from crm.core import countries
from crm.core.selects import Choice
from crm.core.widgets import TypeAhead

from ...enums import Engagement, EntryKind, PartyRole, Track
from ...models import Screening
from ..need import Need, need, propose_track
from ..selectors.overview import Overview
from ..selectors.parties import ProposedParty
from ..services.data import PartyData

_LINES = {"rows": 2}
# Purposes of a screening are the first three.
PURPOSES = [each.value for each in Engagement if each != Engagement.ONE_OFF]


class AimForm(forms.Form):
    """Step 1: with whom, for what, how much. Says at once whether a screening is needed."""

    company = RecordField(
        label=_("Company or person"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest")
    )
    purpose = forms.ChoiceField(
        label=_("What you plan with them"),
        choices=Engagement.choices,
        initial=Engagement.PARTNERSHIP,
        widget=forms.RadioSelect,
    )
    amount_usd = forms.DecimalField(
        label=_("Amount, USD"),
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=2,
        initial=0,
        help_text=_(
            "The most that may come of it, in cash and in kind. The clearance covers up to this amount; "
            "more takes a new screening."
        ),
    )
    office = forms.ModelChoiceField(
        label=_("Your office"),
        queryset=Office.objects.none(),
        empty_label=None,
        widget=Choice,
        help_text=_("Who decides depends on it: the chief of mission, the regional director, or headquarters."),
    )
    all_the_same = forms.BooleanField(label=_("Ask for a screening all the same"), required=False)

    def __init__(self, *args: Any, offices: Any, threshold: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.threshold = threshold
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()

    def need(self, told: dict[str, Any]) -> Need | None:
        """As far as the form is filled in."""
        company, purpose = told.get("company"), told.get("purpose")
        if not purpose or (purpose != Engagement.ONE_OFF and company is None):
            return None
        person = company is not None and company.kind == CompanyKind.INDIVIDUAL
        return need(purpose, individual=person, amount=told.get("amount_usd"), threshold=self.threshold)

    def stops(self, told: dict[str, Any], known: Overview | None) -> Any:
        """Why there is nothing to ask for; None where the way is free."""
        found = self.need(told)
        if told.get("purpose") not in PURPOSES:
            return found.reason if found else None
        if told.get("all_the_same"):
            return None
        if found and not found.needed:
            return found.reason
        return _("A clearance in force covers this already.") if known and known.covering else None


class PlanForm(forms.Form):
    """Step 2: what is planned, the track, and who belongs to it."""

    description = forms.CharField(
        label=_("What is planned"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Three to five sentences: what each side does and brings, where, from when to when. "
            "The decider reads this first."
        ),
    )
    emblem_use = forms.CharField(
        label=_("Use of our name and emblem"),
        required=False,
        max_length=300,
        help_text=_("Where and how long they would show them. On goods for sale it would look like an endorsement."),
    )
    exclusive = forms.BooleanField(
        label=_("They ask that we work with no competitor"),
        required=False,
        help_text=_("Exclusivity is a finding of its own; say in the plan why it would be worth it."),
    )
    procurement_link = forms.CharField(
        label=_("Link to procurement"),
        required=False,
        max_length=300,
        help_text=_("There must be none. If they sell to us or bid for a contract, say which."),
    )
    conflict_of_interest = forms.CharField(
        label=_("Conflict of interest"),
        required=False,
        max_length=300,
        help_text=_("Family, shares, a former or promised post, gifts: of anybody who asks, researches or decides."),
    )
    track = forms.ChoiceField(label=_("Track"), choices=Track.choices, widget=forms.RadioSelect)
    parties = forms.MultipleChoiceField(
        label=_("Who is looked up with them"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Owners and key people, the parent company, and subsidiaries that take part. "
            "They are looked up in the watch lists."
        ),
    )

    def __init__(self, *args: Any, screening: Screening, offered: list[ProposedParty], on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposal = propose_track(screening.company, screening.purpose, on=on)
        self.proposal = proposal
        self.fields["track"].help_text = _("Proposed: %(track)s. %(reason)s") % {
            "track": proposal.track.label,
            "reason": proposal.reason,
        }
        self.fields["parties"].choices = [(each.key, _label(each)) for each in offered]  # type: ignore[attr-defined]

    def request_changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "parties"}


class PartyForm(forms.Form):
    """Somebody whom the register does not know."""

    name = forms.CharField(label=_("Name"), max_length=250)
    role = forms.ChoiceField(
        label=_("How they stand to the company"),
        choices=[(r.value, r.label) for r in PartyRole if r not in (PartyRole.COMPANY, PartyRole.INDIVIDUAL)],
        initial=PartyRole.DIRECTOR,
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(k.value, k.label) for k in (EntryKind.PERSON, EntryKind.ORGANISATION)]
    )
    other_names = forms.CharField(
        label=_("Other names"), required=False, max_length=500, help_text=_("Several are separated by semicolons.")
    )
    country = forms.ChoiceField(label=_("Country or nationality"), required=False, widget=Choice)
    birth_date = forms.RegexField(
        label=_("Date of birth"),
        regex=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        required=False,
        help_text=_("1960, 1960-05 or 1960-05-17: it tells namesakes apart."),
        error_messages={"invalid": _("Write it as 1960, 1960-05 or 1960-05-17.")},
    )
    share_percent = forms.DecimalField(
        label=_("Share held, per cent"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *countries.choices()]  # type: ignore[attr-defined]

    def as_data(self) -> PartyData:
        told = dict(self.cleaned_data)
        told["other_names"] = tuple(told["other_names"].split(";"))
        return PartyData(**told)


def _label(each: ProposedParty) -> str:
    parts = [each.name, each.hint, str(each.role.label)]
    return " · ".join(part for part in parts if part)
