"""Forms of grants. They translate; the rules stand in policies and services."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.models import Office, User
from crm.contactlog.forms import ColleagueField
from crm.core import countries
from crm.core.forms import VersionField
from crm.core.selects import Choice, Choices
from crm.core.widgets import DateInput

from ..models import CallCriterion, Engagement, GrantCall, Proposal, ProposalScore
from .services.data import BudgetData, CallData, CriterionData, ProposalData, ReportData, ScoreData
from .services.scores import HIGHEST

SEARCHABLE = {"data-combobox": ""}


def _usd(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=16, decimal_places=2, **options)


def _text(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class CallForm(forms.Form):
    title = forms.CharField(label=capfirst(_("title")), max_length=200)
    source = forms.CharField(label=capfirst(_("funding source")), max_length=200)
    amount_usd = _usd(capfirst(_("amount, USD")), min_value=Decimal("0.01"))
    deadline = forms.DateField(
        label=capfirst(_("deadline")), widget=DateInput, help_text=_("Until the end of this day.")
    )
    text = _text(capfirst(_("what is called for")), required=False)
    eligible = forms.ModelMultipleChoiceField(
        label=capfirst(_("eligible offices")),
        queryset=Office.objects.order_by("name"),
        required=False,
        widget=Choices(attrs=SEARCHABLE),
        help_text=_("Empty: all offices may propose."),
    )
    reviewers = ColleagueField(
        label=capfirst(_("reviewers")), help_text=_("Who scores beside headquarters; nobody scores the own office.")
    )
    version = VersionField()

    def __init__(self, *args: Any, call: GrantCall | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if call:
            # Whoever was named stays, also where they have left since.
            people = User.objects.active() | User.objects.filter(pk__in=call.reviewers.values("pk"))
            self.fields["reviewers"].queryset = people.distinct()

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        own = {name: said[name] for name in ("title", "source", "amount_usd", "deadline", "text")}
        lists = {
            "eligible_ids": tuple(sorted(each.pk for each in said["eligible"])),
            "reviewer_ids": tuple(sorted(each.pk for each in said["reviewers"])),
        }
        return own | lists

    @staticmethod
    def first(call: GrantCall) -> dict[str, Any]:
        names = ("title", "source", "amount_usd", "deadline", "text", "version")
        lists = {"eligible": list(call.eligible.all()), "reviewers": list(call.reviewers.all())}
        return {name: getattr(call, name) for name in names} | lists


class CriterionForm(forms.Form):
    text = forms.CharField(label=capfirst(_("criterion")), max_length=200)
    weight = forms.DecimalField(
        label=capfirst(_("weight")),
        min_value=Decimal("0.01"),
        max_digits=4,
        decimal_places=2,
        initial=1,
        widget=forms.NumberInput(attrs={"step": "0.25"}),
    )


CriterionFormSet = forms.formset_factory(
    CriterionForm, extra=1, can_delete=True, max_num=50, absolute_max=60, validate_max=True
)


def criteria_of(formset: Any) -> tuple[CriterionData, ...]:
    return tuple(CriterionData(row["text"], row["weight"]) for row in _rows(formset))


def call_data(form: CallForm, formset: Any) -> CallData:
    return CallData(**form.told(), criteria=criteria_of(formset))


class ProposalForm(forms.Form):
    title = forms.CharField(label=capfirst(_("title")), max_length=200)
    office = forms.ModelChoiceField(
        label=capfirst(_("office")), queryset=Office.objects.none(), empty_label=None, widget=Choice
    )
    department = forms.CharField(
        label=capfirst(_("department")),
        max_length=120,
        required=False,
        help_text=_("Where one department of the office proposes."),
    )
    summary = _text(
        capfirst(_("what is planned")),
        6,
        required=False,
        help_text=_("With whom, for whom, and what is to come of it."),
    )
    countries = forms.MultipleChoiceField(
        label=capfirst(_("countries")), choices=countries.choices, required=False, widget=Choices(attrs=SEARCHABLE)
    )
    engagement = forms.ModelChoiceField(
        label=capfirst(_("engagement")),
        queryset=Engagement.objects.none(),
        required=False,
        widget=Choice(attrs=SEARCHABLE),
        help_text=_("The partnership or collaboration that the grant is for, where there is one."),
    )
    version = VersionField()

    def __init__(self, *args: Any, offices: set[int], proposal: Proposal | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = proposal.engagement_id if proposal else None
        there = Engagement.objects.kept()
        fields: dict[str, Any] = self.fields
        fields["office"].queryset = Office.objects.filter(pk__in=offices).order_by("name")
        known = there.filter(lead_office__in=offices) | there.filter(pk=chosen)
        fields["engagement"].queryset = known.order_by("title")
        if len(offices) == 1:
            fields["office"].widget = forms.HiddenInput()

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        own = {name: said[name] for name in ("title", "department", "summary")}
        engagement = said["engagement"].pk if said["engagement"] else None
        return own | {
            "office_id": said["office"].pk,
            "countries": tuple(said["countries"]),
            "engagement_id": engagement,
        }

    @staticmethod
    def first(proposal: Proposal) -> dict[str, Any]:
        names = ("title", "department", "summary", "countries", "version")
        keys = {"office": proposal.office_id, "engagement": proposal.engagement_id}
        return {name: getattr(proposal, name) for name in names} | keys


class BudgetForm(forms.Form):
    text = forms.CharField(label=capfirst(_("for what")), max_length=200)
    usd = _usd(_("USD"), min_value=Decimal("0.01"))


BudgetFormSet = forms.formset_factory(
    BudgetForm, extra=1, can_delete=True, max_num=50, absolute_max=60, validate_max=True
)


def budget_of(formset: Any) -> tuple[BudgetData, ...]:
    return tuple(BudgetData(row["text"], row["usd"]) for row in _rows(formset))


def proposal_data(form: ProposalForm, formset: Any) -> ProposalData:
    return ProposalData(**form.told(), budget=budget_of(formset))


def _rows(formset: Any) -> list[dict[str, Any]]:
    said = [row.cleaned_data for row in formset.forms if row.has_changed() or row.initial]
    return [row for row in said if row and not row.get("DELETE")]


class ScoreForm(forms.Form):
    """For each criterion 0 to 5, by the arrow keys, and a note."""

    def __init__(
        self, *args: Any, criteria: Sequence[CallCriterion], scores: Mapping[int, ProposalScore], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for each in criteria:
            score = scores.get(each.pk)
            self.fields[f"value-{each.pk}"] = forms.TypedChoiceField(
                label=each.text,
                choices=[(str(n), str(n)) for n in range(HIGHEST + 1)],
                coerce=int,
                initial="" if score is None else str(score.value),
                widget=forms.RadioSelect,
            )
            self.fields[f"note-{each.pk}"] = forms.CharField(
                label=pgettext_lazy("small grants", "Note"),
                required=False,
                max_length=300,
                initial=score.note if score else "",
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"criterion": each, "value": self[f"value-{each.pk}"], "note": self[f"note-{each.pk}"]}
            for each in self.criteria
        ]

    def told(self) -> dict[int, ScoreData]:
        said = self.cleaned_data
        return {each.pk: ScoreData(said[f"value-{each.pk}"], said[f"note-{each.pk}"]) for each in self.criteria}


class ReasonForm(forms.Form):
    reason = _text(_("Reason"), 3, max_length=5000, help_text=_("The office will read it."))
    version = VersionField()


class AwardForm(ReasonForm):
    amount = _usd(_("Award, USD"), min_value=Decimal("0.01"))
    field_order = ["amount", "reason"]


class ReportForm(forms.Form):
    report = _text(_("What was done, and what came of it"), 8)
    spent_usd = _usd(_("Spent of the grant, USD"), min_value=Decimal(0))
    reported_on = forms.DateField(label=_("Day of the report"), widget=DateInput)
    version = VersionField()

    def told(self) -> ReportData:
        said = self.cleaned_data
        return ReportData(said["report"], said["spent_usd"], said["reported_on"])
