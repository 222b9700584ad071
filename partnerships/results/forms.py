"""The fields of results. What is true is checked by the services, for every door alike."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import User
from crm.companies.models import Contact
from crm.core import clock
from crm.core.widgets import DateInput, TypeAhead

from ..enums import LessonKind, SurveyMoment
from ..models import Indicator, Partner, SurveyQuestion

_NUMBER: dict[str, Any] = {"max_digits": 18, "decimal_places": 4}


class VersionedForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class IndicatorForm(VersionedForm):
    """With the targets of three days; the API takes any number."""

    text = forms.CharField(
        label=capfirst(_("what is measured")),
        max_length=300,
        help_text=_("For instance: migrants trained, of whom women."),
    )
    unit = forms.CharField(label=capfirst(_("unit")), max_length=60, required=False)
    baseline = forms.DecimalField(label=capfirst(_("baseline")), required=False, **_NUMBER)
    baseline_on = forms.DateField(label=capfirst(_("baseline of")), required=False, widget=DateInput)

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        there = list(indicator.targets.all()) if indicator else []
        initial = (
            {"version": indicator.version, **{n: getattr(indicator, n) for n in self.base_fields if n != "version"}}
            if indicator
            else {}
        )
        for number, target in enumerate(there):
            initial |= {f"target_on_{number}": target.due_on, f"target_{number}": target.value}
        super().__init__(*args, initial=initial, **kwargs)
        self.rows = range(max(3, len(there) + 1))
        for number in self.rows:
            self.fields[f"target_on_{number}"] = forms.DateField(label=_("By"), required=False, widget=DateInput)
            self.fields[f"target_{number}"] = forms.DecimalField(label=_("Target"), required=False, **_NUMBER)

    def targets(self) -> dict[Any, Any]:
        data = self.cleaned_data
        return {data[f"target_on_{n}"]: data[f"target_{n}"] for n in self.rows if data.get(f"target_on_{n}")}

    def target_fields(self) -> list[tuple[Any, Any]]:
        return [(self[f"target_on_{n}"], self[f"target_{n}"]) for n in self.rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in self.rows:
            day, value = data.get(f"target_on_{n}"), data.get(f"target_{n}")
            if (day is None) != (value is None):
                missing = f"target_on_{n}" if day is None else f"target_{n}"
                if missing not in self.errors:
                    self.add_error(missing, _("A target has a day and a value."))
        return data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "unit", "baseline", "baseline_on")}


class ValueForm(forms.Form):
    measured_on = forms.DateField(label=capfirst(_("measured on")), widget=DateInput, initial=clock.today)
    value = forms.DecimalField(label=capfirst(_("value")), **_NUMBER)
    narrative = forms.CharField(
        label=capfirst(_("narrative")), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class MilestoneForm(VersionedForm):
    text = forms.CharField(label=capfirst(_("milestone")), max_length=300)
    due_on = forms.DateField(label=capfirst(_("due on")), widget=DateInput)
    owner = forms.ModelChoiceField(
        label=capfirst(_("owner")),
        queryset=User.objects.active(),
        required=False,
        widget=TypeAhead("accounts:person_suggest"),
    )


class LessonForm(VersionedForm):
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=LessonKind)
    text = forms.CharField(label=capfirst(_("lesson")), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)


class InviteForm(forms.Form):
    partner = forms.ModelChoiceField(label=capfirst(_("company")), queryset=Partner.objects.none())
    contact = forms.ModelChoiceField(label=capfirst(_("person on their side")), queryset=Contact.objects.none())
    moment = forms.ChoiceField(label=capfirst(_("moment")), choices=SurveyMoment)
    language = forms.ChoiceField(
        label=capfirst(_("language")),
        choices=[("", _("As the person prefers")), ("en", "English"), ("fr", "Français"), ("es", "Español")],
        required=False,
    )

    def __init__(self, *args: Any, partners: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
        if len(partners) == 1:
            self.fields["partner"].initial = partners[0]


class SurveyForm(forms.Form):
    """For the partner: one scale for each question, and a comment."""

    comment = forms.CharField(
        label=_("What should we do better, or keep doing?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, questions: list[SurveyQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = [("1", _("1, not at all")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5, fully"))]
        own = {
            question.code: forms.ChoiceField(
                label=str(question),
                choices=scale,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the five answers.")},
            )
            for question in questions
        }
        self.fields = own | self.fields
        self.codes = list(own)

    def answers(self) -> dict[str, int]:
        return {code: int(self.cleaned_data[code]) for code in self.codes}

    def scales(self) -> list[Any]:
        return [self[code] for code in self.codes]
