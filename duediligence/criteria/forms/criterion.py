"""A criterion as it is asked and rated; which fields there are depends on how it is answered."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from crm.core.selects import Choice

from ...enums import CriterionGroup, CriterionKind, Effect, Track
from ...models import CriterionVersion
from ..services.checks import MOST_OPTIONS
from ..services.data import CriterionData
from .shared import VersionForm, words

LIMITS = ("high_above", "very_high_from", "excluded_above")


def _limit(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=6, decimal_places=2)


def _effect(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Effect.choices, initial=Effect.NONE, widget=Choice)


class CriterionForm(VersionForm):
    """`kind` is given, not chosen: answers of another kind cannot be compared."""

    code = forms.CharField(label=_("Code"), help_text=_("Small letters, digits and hyphens. It stays for good."))
    group = forms.ChoiceField(label=_("Group"), choices=CriterionGroup.choices, widget=Choice)
    text_en = words(_("Question in English"))
    text_fr = words(_("Question in French"))
    text_es = words(_("Question in Spanish"))
    guidance_en = words(_("Guidance in English"), rows=3)
    guidance_fr = words(_("Guidance in French"), rows=3)
    guidance_es = words(_("Guidance in Spanish"), rows=3)
    high_above = _limit(_("High above, per cent"))
    very_high_from = _limit(_("Very high from, per cent"))
    excluded_above = _limit(_("Excluded above, per cent"))
    yes_effect = _effect(_("A yes makes it at least"))
    no_effect = _effect(_("A no makes it at least"))
    unknown_effect = _effect(_("Not determinable makes it at least"))
    look_back_years = forms.IntegerField(label=_("Years looked back"), required=False)
    tracks = forms.MultipleChoiceField(
        label=_("Asked on these tracks"), choices=Track.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    mandatory = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    retired = forms.BooleanField(label=_("Asked no longer"), required=False)

    def __init__(self, *args: Any, kind: str, is_new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        for name in self._unfit(is_new):
            del self.fields[name]

    def _unfit(self, is_new: bool) -> list[str]:
        left_out = ["retired"] if is_new else ["code", "group"]
        if self.kind != CriterionKind.SHARE:
            left_out += LIMITS
        if self.kind != CriterionKind.YES_NO:
            left_out += ["yes_effect", "no_effect"]
        return left_out

    def told(self, options: list[dict[str, Any]]) -> CriterionData:
        named = {name: value for name, value in self.values().items() if name not in ("code", "group")}
        return CriterionData(kind=self.kind, options=options, **named)


def initial_of(version: CriterionVersion) -> dict[str, Any]:
    """What the next version begins with: everything but the day and the reason."""
    names = [name for name in CriterionData.__dataclass_fields__ if name not in ("effective_from", "reason")]
    return {name: getattr(version, name) for name in names} | {"version": version.number}


class OptionForm(forms.Form):
    """One answer to choose from; a line without any label is no answer."""

    value = forms.CharField(required=False, widget=forms.HiddenInput)
    label_en = forms.CharField(label=_("In English"), required=False)
    label_fr = forms.CharField(label=_("In French"), required=False)
    label_es = forms.CharField(label=_("In Spanish"), required=False)
    effect = _effect(_("Makes it at least"))

    def option(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        labels = {name: said.get(name, "").strip() for name in ("label_en", "label_fr", "label_es")}
        if not any(labels.values()):
            return None
        value = said["value"] or slugify(labels["label_en"]).replace("-", "_")[:40]
        return {"value": value, **labels, "effect": said["effect"]}


class BaseOptionFormSet(forms.BaseFormSet):
    def options(self) -> list[dict[str, Any]]:
        return [option for form in self.forms if (option := form.option())]


OptionFormSet = forms.formset_factory(
    OptionForm, formset=BaseOptionFormSet, extra=2, max_num=MOST_OPTIONS, absolute_max=MOST_OPTIONS
)
