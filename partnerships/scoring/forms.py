"""Forms of the score card. They translate; the rules stand in policies and services."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.core.forms import VersionField
from crm.core.selects import Choice

from ..models import Score, ScoreFactor
from .ranking import HIGHEST
from .services.scores import ScoreData


class ScoreForm(forms.Form):
    """For each factor 0 to 5 or nothing, by the arrow keys, and a note."""

    def __init__(self, *args: Any, factors: Sequence[ScoreFactor], scores: Mapping[str, Score], **options: Any) -> None:
        super().__init__(*args, **options)
        self.factors = factors
        for factor in factors:
            score = scores.get(factor.code)
            self.fields[factor.code] = forms.TypedChoiceField(
                label=str(factor),
                choices=[("", _("none")), *((str(n), str(n)) for n in range(HIGHEST + 1))],
                coerce=int,
                empty_value=None,
                required=False,
                initial="" if score is None else str(score.value),
                widget=forms.RadioSelect,
            )
            self.fields[f"note-{factor.code}"] = forms.CharField(
                label=_("Note"), required=False, max_length=300, initial=score.note if score else ""
            )

    def groups(self) -> list[dict[str, Any]]:
        """The fields under the headings of their groups, in the card's order."""
        found: dict[Any, list[Any]] = {}
        for factor in self.factors:
            found.setdefault(factor.get_group_display(), []).append((self[factor.code], self[f"note-{factor.code}"]))
        return [{"title": title, "rows": rows} for title, rows in found.items()]

    def told(self) -> dict[str, ScoreData]:
        """Only what was changed, so that two people may score different factors."""
        said = self.cleaned_data
        names = {name.removeprefix("note-") for name in self.changed_data}
        return {code: ScoreData(said[code], said[f"note-{code}"]) for code in names}


class WeightsForm(forms.Form):
    def __init__(self, *args: Any, factors: Sequence[ScoreFactor], prefix: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups_of = {f"{prefix}{factor.code}": factor.get_group_display() for factor in factors}
        for factor in factors:
            self.fields[f"{prefix}{factor.code}"] = forms.DecimalField(
                label=str(factor),
                min_value=Decimal(0),
                max_digits=4,
                decimal_places=2,
                required=False,
                initial=factor.weight.normalize()
                if factor.weight != factor.weight.to_integral()
                else int(factor.weight),
                widget=forms.NumberInput(attrs={"step": "0.25", "placeholder": f"{factor.weight.normalize():f}"}),
            )

    def groups(self) -> list[dict[str, Any]]:
        """The fields under the headings of their groups, in the card's order."""
        found: dict[Any, list[Any]] = {}
        for name, title in self.groups_of.items():
            found.setdefault(title, []).append(self[name])
        return [{"title": title, "fields": fields} for title, fields in found.items()]

    def told(self) -> dict[str, Decimal]:
        """What was given; what was left empty stays as it is."""
        return {name: value for name, value in self.cleaned_data.items() if isinstance(value, Decimal)}


class SetWeightsForm(WeightsForm):
    # The versions of all factors added up: grows with every change.
    version = VersionField()


class WhereForm(forms.Form):
    office = forms.ModelChoiceField(
        label=_("Office or region"),
        queryset=Office.objects.order_by("path"),
        required=False,
        empty_label=_("Any office"),
        widget=Choice,
    )


class DealBreakerForm(forms.Form):
    text = forms.CharField(label=_("What must be so"), max_length=300)
    ours = forms.TypedChoiceField(
        label=_("Whose it is"),
        choices=[("yes", _("Ours")), ("no", _("The company’s"))],
        coerce=lambda word: word == "yes",
        initial="yes",
    )


class ResolveForm(forms.Form):
    resolution = forms.CharField(label=_("How it was resolved"), max_length=300)
    version = VersionField()
