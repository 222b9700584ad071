"""Forms of the contact log's pages. They translate; the rules stand in policies and services."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office, User
from crm.companies.forms.fields import RecordField, RecordsField
from crm.companies.merging.survivors import kept_or_survivor
from crm.companies.models import Company, Contact, Theme
from crm.core.visibility import Visibility
from crm.core.widgets import DateInput, TypeAhead, TypeAheadMultiple, combobox_attrs

from . import selectors
from .enums import CoordinationState, InteractionKind
from .models import Interaction
from .services.data import FollowUpData, InteractionData, NewPerson

# Names by which services refuse, where the form calls the field otherwise.
FIELD_OF = {"company_id": "company", "office_id": "office", "text": None, "assignee": None, "follow_ups": None}
PEOPLE_SHOWN = 300


class LocalCombobox(forms.SelectMultiple):
    """A short list with search over its own options; without JavaScript a plain list."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | combobox_attrs()


class ColleagueField(forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=User.objects.active(),
            widget=TypeAheadMultiple("contactlog:colleague_suggest"),
            required=False,
            **kwargs,
        )


class InteractionForm(forms.Form):
    company = RecordField(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    kind = forms.ChoiceField(label=_("How"), choices=InteractionKind.choices, initial=InteractionKind.CALL)
    occurred_on = forms.DateField(label=_("When"), widget=DateInput)
    office = forms.ModelChoiceField(label=_("For the office"), queryset=Office.objects.none(), empty_label=None)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    notes = forms.CharField(label=_("What was said"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    outcome = forms.CharField(label=_("Outcome"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    contacts = RecordsField(
        label=_("People on their side"), queryset=Contact.objects.kept(), required=False, widget=LocalCombobox
    )
    other_people = RecordsField(
        label=_("Somebody else, known elsewhere"),
        queryset=Contact.objects.kept(),
        required=False,
        widget=TypeAheadMultiple("contactlog:people_suggest"),
        help_text=_("They are added to the company as its people."),
    )
    colleagues = ColleagueField(label=_("Colleagues who took part"))
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Theme.objects.filter(retired=False), required=False, widget=LocalCombobox
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Visibility.choices,
        initial=Visibility.EVERYONE,
        help_text=_("That you were in contact, when, how and on which theme is always visible to all staff."),
    )
    going_ahead_reason = forms.CharField(
        label=_("Why you go ahead"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    calendar_uid = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: list[int], company: Company | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(pk__in=offices)  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
        self.chosen = company or self._company_told()
        self.fields["contacts"].choices = self._people()  # type: ignore[attr-defined]
        # Thirty seconds and a keyboard: the page opens where the typing begins.
        self.open_at("subject" if self.chosen else "company")

    def open_at(self, name: str) -> None:
        """One field has the focus when the page opens."""
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
        self.fields[name].widget.attrs["autofocus"] = True

    def _company_told(self) -> Company | None:
        told = self["company"].value()
        if isinstance(told, Company):
            return told
        return kept_or_survivor(Company, told)

    def _people(self) -> list[tuple[int, str]]:
        """The company's people, the ones of the last contact first; and whoever is chosen already."""
        people = selectors.people_at(self.chosen, limit=PEOPLE_SHOWN) if self.chosen else []
        known = {person.pk for person in people}
        told = [int(v) for v in self["contacts"].value() or [] if str(v).isdigit() and int(v) not in known]
        if told:
            people += list(Contact.objects.kept().filter(pk__in=told))
        return [(p.pk, selectors.person_label(p)) for p in people]

    def chosen_people(self) -> list[Contact]:
        """Whom the form names at this moment."""
        told = [v for name in ("contacts", "other_people") for v in self[name].value() or [] if str(v).isdigit()]
        return list(Contact.objects.kept().filter(pk__in=told)) if told else []

    def as_data(self) -> InteractionData:
        told = self.cleaned_data
        others = [p.pk for p in told["other_people"]]
        return InteractionData(
            company_id=told["company"].pk,
            office_id=told["office"].pk,
            kind=told["kind"],
            occurred_on=told["occurred_on"],
            subject=told["subject"],
            notes=told["notes"],
            outcome=told["outcome"],
            visibility=told["visibility"],
            contact_ids=tuple(dict.fromkeys([*(p.pk for p in told["contacts"]), *others])),
            colleague_ids=tuple(p.pk for p in told["colleagues"]),
            theme_ids=tuple(t.pk for t in told["themes"]),
            add_people=bool(others),
            calendar_uid=told["calendar_uid"],
        )

    def refuse(self, problem: ValidationError) -> None:
        """Put a service's refusal beside the fields that it is about."""
        if not hasattr(problem, "error_dict"):
            self.add_error(None, problem)
            return
        for name, errors in problem.error_dict.items():
            field = FIELD_OF.get(name, name)
            self.add_error(field if field in self.fields else None, errors)


class NewPersonForm(forms.Form):
    """Somebody whom Concord does not know yet; an invitation offers its unknown guests here."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    title = forms.CharField(label=_("Job title"), max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("name") and (told.get("email") or told.get("title")) and "name" not in self.errors:
            self.add_error("name", _("Say what this person is called, or empty the row."))
        return told

    def as_data(self) -> NewPerson | None:
        told = self.cleaned_data
        return NewPerson(told["name"], told["email"], told["title"]) if told.get("name") else None


NewPersonFormSet = forms.formset_factory(NewPersonForm, extra=1, max_num=30, absolute_max=60)


class TaskForm(forms.Form):
    text = forms.CharField(label=_("What is to be done"), max_length=300, required=False)
    due_on = forms.DateField(label=_("Until"), widget=DateInput, required=False)
    assignee = forms.ModelChoiceField(
        label=_("Who"),
        queryset=User.objects.active(),
        required=False,
        widget=TypeAhead("contactlog:colleague_suggest"),
        help_text=_("Empty: you."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("text") and not told.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say until when."))
        if told.get("due_on") and not told.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say what is to be done."))
        return told

    def as_data(self) -> FollowUpData | None:
        told = self.cleaned_data
        if not told.get("text"):
            return None
        assignee = told.get("assignee")
        return FollowUpData(told["text"], told["due_on"], assignee.pk if assignee else None)


TaskFormSet = forms.formset_factory(TaskForm, extra=1, max_num=20, absolute_max=30)


class SingleTaskForm(TaskForm):
    """A task on its own page: everything is needed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = self.fields["due_on"].required = True


class RequestForm(forms.Form):
    company = RecordField(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    from_office = forms.ModelChoiceField(label=_("For the office"), queryset=Office.objects.none(), empty_label=None)
    to_office = forms.ChoiceField(label=_("Ask"), choices=[])
    topic = forms.CharField(label=_("What you want to talk to them about"), max_length=200)
    proposed_approach = forms.CharField(
        label=_("How you would approach them"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whom, with what, and when: enough for your colleagues to agree without a call."),
    )

    def __init__(
        self, *args: Any, offices: list[int], company: Company | None, own: int | None, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_office"].queryset = Office.objects.filter(pk__in=offices)  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["from_office"].widget = forms.HiddenInput()
        self.askable = selectors.askable_offices(company, but=own, on=on) if company else []
        self.fields["to_office"].choices = self.askable  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (CoordinationState.AGREED, _("Agree: they may approach the company")),
            (CoordinationState.JOINED, _("Join: approach the company together")),
            (CoordinationState.DECLINED, _("Decline: they should not approach the company now")),
        ],
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def differences(form: InteractionForm, current: Interaction) -> list[tuple[Any, str, str]]:
    """Field by field what somebody else saved and what this person typed, as (label, theirs, yours)."""
    found = []
    for name in ("company", "office", "kind", "occurred_on", "subject", "notes", "outcome", "visibility"):
        theirs, yours = getattr(current, name), form.cleaned_data.get(name)
        if theirs != yours:
            choices = dict(getattr(form.fields[name], "choices", [])) if isinstance(theirs, str) else {}
            found.append((form.fields[name].label, str(choices.get(theirs, theirs)), str(choices.get(yours, yours))))
    for name in ("contacts", "colleagues", "themes"):
        theirs = {str(each) for each in getattr(current, name).all()}
        yours = {str(each) for each in form.cleaned_data.get(name, [])}
        if theirs != yours:
            found.append((form.fields[name].label, ", ".join(sorted(theirs)), ", ".join(sorted(yours))))
    return found
