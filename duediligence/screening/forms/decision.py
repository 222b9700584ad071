"""Forms of the decision page. They translate; the rules stand in policies and services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import User
from crm.core.widgets import DateInput, TypeAhead

from ...enums import Outcome, Rating, VoteChoice
from ..services.conditions import MOST, ConditionData


class DecisionForm(forms.Form):
    """The outcome is the button that was pressed."""

    outcome = forms.ChoiceField(choices=[(o.value, o.label) for o in Outcome], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The whole organisation reads it."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ConditionForm(forms.Form):
    text = forms.CharField(
        label=_("Condition"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.ModelChoiceField(
        label=_("Who sees to it"),
        queryset=User.objects.active(),
        required=False,
        widget=TypeAhead("contactlog:colleague_suggest"),
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=DateInput)
    before_signature = forms.BooleanField(label=_("Before signature"), required=False)

    def clean(self) -> dict[str, Any]:
        """A row without words is no condition; one with words needs the rest."""
        told = super().clean() or {}
        if told.get("text", "").strip():
            for name, sentence in (
                ("owner", _("Say who sees to this condition.")),
                ("due_on", _("Say until when it is to be met.")),
            ):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return told


class _Conditions(forms.BaseFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.number = (index or 0) + 1
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take it out")

    def told(self) -> list[ConditionData]:
        rows = (form.cleaned_data for form in self.forms)
        return [
            ConditionData(row["text"], row["owner"], row["due_on"], row["before_signature"])
            for row in rows
            if row.get("text", "").strip() and not row.get("DELETE")
        ]


ConditionFormSet = forms.formset_factory(
    ConditionForm,
    formset=_Conditions,
    extra=4,
    max_num=MOST,
    validate_max=True,
    can_delete=True,
    can_delete_extra=False,
)


class VoteForm(forms.Form):
    member = forms.TypedChoiceField(label=_("For whom"), coerce=int, required=False)
    vote = forms.ChoiceField(label=_("Your vote"), choices=VoteChoice.choices, widget=forms.RadioSelect, required=False)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    interest = forms.CharField(
        label=_("A conflict of interest, if you have one"),
        required=False,
        max_length=300,
        help_text=_("Whoever declares one does not vote."),
    )

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["member"]
        field.choices = members
        if len(members) < 2:
            field.widget = forms.HiddenInput()
            field.initial = members[0][0] if members else None


class RerateForm(forms.Form):
    rating = forms.ChoiceField(label=_("Higher rating"))
    reason = forms.CharField(label=_("Reason"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, above: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        higher = [(r.value, r.label) for r in Rating if not above or r.level > Rating(above).level]
        self.fields["rating"].choices = higher  # type: ignore[attr-defined]
