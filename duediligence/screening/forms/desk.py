"""The small forms of the research desk. Each has an address of its own and is saved by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.models import User
from crm.companies import isic
from crm.core import files
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from ...criteria.selectors import themes
from ...enums import EvidenceKind, Purpose, Rating, Reliability, RiskKind, Severity
from ...models import ControversyTheme, Screening
from ..services.data import ActivityData, ControversyData, EvidenceData, RiskData

_THREE, _TWO = {"rows": 3}, {"rows": 2}
_FIVE = [(n, str(n)) for n in range(1, 6)]


class EvidenceForm(forms.Form):
    """What every piece has; the kinds add their own. `criterion` is the code of the question that it answers."""

    kind = ""
    title = forms.CharField(label=_("What it is"), max_length=200)
    reliability = forms.ChoiceField(label=_("Reliability"), choices=Reliability.choices, initial=Reliability.UNVERIFIED)
    confidential = forms.BooleanField(
        label=_("Confidential"),
        required=False,
        help_text=_("Only the partnerships team, the auditors and those who decide read it; each reading is kept."),
    )
    criterion = forms.ChoiceField(label=_("For the question"), required=False, widget=Choice)

    def __init__(self, *args: Any, questions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{self.kind}_%s", **kwargs)
        self.fields["criterion"].choices = [("", "–"), *questions]  # type: ignore[attr-defined]

    @property
    def label(self) -> Any:
        return EvidenceKind(self.kind).label

    @property
    def body(self) -> list[forms.BoundField]:
        """What the kind adds, before what every piece has."""
        shared = ("reliability", "confidential", "criterion")
        return [field for field in self if field.name not in shared]

    def as_data(self) -> EvidenceData:
        told = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return EvidenceData(kind=self.kind, **told)


class LinkForm(EvidenceForm):
    kind = EvidenceKind.LINK
    url = forms.URLField(label=_("Address of the page"), max_length=1000, assume_scheme="https")


class FileForm(EvidenceForm):
    kind = EvidenceKind.FILE
    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": files.ACCEPT}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Empty: the file's name.")


class NoteForm(EvidenceForm):
    kind = EvidenceKind.NOTE
    text = forms.CharField(
        label=pgettext_lazy("beside an answer", "Note"), max_length=20_000, widget=forms.Textarea(attrs=_THREE)
    )


class SearchForm(EvidenceForm):
    """A search that found nothing is a record, too."""

    kind = EvidenceKind.SEARCH
    query = forms.CharField(label=_("Search words"), max_length=300)
    place = forms.CharField(label=_("Searched where"), max_length=200)
    language = forms.CharField(label=_("Language"), max_length=40, required=False)
    period_from = forms.DateField(label=_("Period from"), widget=DateInput, required=False)
    period_until = forms.DateField(label=_("Period until"), widget=DateInput, required=False)
    results = forms.IntegerField(
        label=_("Results against the company"), min_value=0, help_text=_("0 where nothing was found.")
    )
    text = forms.CharField(
        label=_("What they say"), required=False, max_length=20_000, widget=forms.Textarea(attrs=_TWO)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["title"] = told.get("title") or told.get("query", "")[:200]
        return told


EVIDENCE_FORMS: dict[str, type[EvidenceForm]] = {form.kind: form for form in (LinkForm, FileForm, NoteForm, SearchForm)}


class ActivityForm(forms.Form):
    activity = forms.CharField(label=_("What it sells"), max_length=200)
    share_percent = forms.DecimalField(
        label=_("Share of sales, per cent"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("Empty where it cannot be determined."),
    )
    isic = forms.ChoiceField(label=_("Sector"), required=False, widget=Choice)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)
    source = forms.CharField(label=_("Source"), required=False, max_length=250)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_activity_%s", **kwargs)
        self.fields["isic"].choices = [("", "–"), *isic.choices()]  # type: ignore[attr-defined]

    def as_data(self) -> ActivityData:
        return ActivityData(**self.cleaned_data)


class ControversyForm(forms.Form):
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=ControversyTheme.objects.none(), widget=Choice)
    severity = forms.TypedChoiceField(label=_("Severity"), choices=Severity.choices, coerce=int, initial=2)
    happened_on = forms.DateField(label=_("Date"), widget=DateInput)
    text = forms.CharField(label=_("What happened"), max_length=20_000, widget=forms.Textarea(attrs=_THREE))
    company_answer = forms.CharField(
        label=_("The company’s answer to it"), required=False, max_length=20_000, widget=forms.Textarea(attrs=_TWO)
    )
    source = forms.CharField(label=_("Source"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_controversy_%s", **kwargs)
        self.fields["theme"].queryset = ControversyTheme.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in themes()]
        )

    def as_data(self) -> ControversyData:
        return ControversyData(**self.cleaned_data)


class RiskForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=RiskKind.choices)
    text = forms.CharField(label=_("Risk"), max_length=20_000, widget=forms.Textarea(attrs=_TWO))
    likelihood = forms.TypedChoiceField(label=_("Likelihood, 1 to 5"), choices=_FIVE, coerce=int, initial=3)
    impact = forms.TypedChoiceField(label=_("Impact, 1 to 5"), choices=_FIVE, coerce=int, initial=3)
    mitigation = forms.CharField(
        label=_("Mitigation"), required=False, max_length=20_000, widget=forms.Textarea(attrs=_TWO)
    )
    owner = forms.ModelChoiceField(
        label=pgettext_lazy("of a risk", "Owner"),
        queryset=User.objects.active(),
        required=False,
        widget=TypeAhead("contactlog:colleague_suggest"),
    )
    due_on = forms.DateField(label=_("Mitigation due on"), widget=DateInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_risk_%s", **kwargs)

    def as_data(self) -> RiskData:
        return RiskData(**self.cleaned_data)


class SummaryForm(forms.Form):
    """What the decider reads in a minute."""

    summary = forms.CharField(
        label=_("Summary"), required=False, max_length=20_000, widget=forms.Textarea(attrs=_THREE),
        help_text=_("Who they are, what was found, what speaks for and against it."),
    )  # fmt: skip
    benefit = forms.CharField(label=_("Benefit"), required=False, widget=forms.Textarea(attrs=_TWO), max_length=20_000)
    monitoring_plan = forms.CharField(
        label=_("Plan of monitoring"), required=False, widget=forms.Textarea(attrs=_TWO), max_length=20_000
    )
    way_out = forms.CharField(
        label=_("Way out"), required=False, widget=forms.Textarea(attrs=_TWO), max_length=20_000,
        help_text=_("How we would end it, if the risk came true."),
    )  # fmt: skip
    dissent = forms.CharField(label=_("Dissent"), required=False, widget=forms.Textarea(attrs=_TWO), max_length=20_000)
    further_purposes = forms.MultipleChoiceField(
        label=_("Further purposes that the clearance should cover"),
        choices=Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, screening: Screening, **kwargs: Any) -> None:
        names = ("summary", "benefit", "monitoring_plan", "way_out", "dissent", "further_purposes", "version")
        super().__init__(*args, initial={name: getattr(screening, name) for name in names}, **kwargs)
        choices = [(value, label) for value, label in Purpose.choices if value != screening.purpose]
        self.fields["further_purposes"].choices = choices  # type: ignore[attr-defined]


class SubmitForm(forms.Form):
    """Without another choice the rating is the proposed one, as the page showed it at that moment."""

    rating = forms.ChoiceField(
        label=_("Rating"), choices=[("", _("As proposed")), *Rating.choices], widget=forms.RadioSelect, required=False
    )
    shown = forms.ChoiceField(choices=Rating.choices, required=False, widget=forms.HiddenInput)
    justification = forms.CharField(
        label=_("Justification"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs=_THREE),
        help_text=_("Needed below the proposed rating, and where something grave cannot be determined."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["rating"] = told.get("rating") or told.get("shown", "")
        if not told["rating"] and "rating" not in self.errors:
            self.add_error("rating", _("Choose a rating."))
        return told


class StrikeForm(forms.Form):
    reason = forms.CharField(label=_("Why it is struck out"), max_length=300)


class AssignForm(forms.Form):
    researcher = forms.ModelChoiceField(
        label=_("Researcher"), queryset=User.objects.none(), required=False, empty_label=None, widget=Choice
    )

    def __init__(self, *args: Any, team: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["researcher"].queryset = User.objects.filter(pk__in=[each.pk for each in team])  # type: ignore[attr-defined]
