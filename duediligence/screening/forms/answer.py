"""One question of the desk: its answer in the form that its kind takes, a note, and what the person saw before."""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...criteria.facts import UNKNOWN
from ...enums import CriterionKind
from ...models import CriterionVersion
from ..selectors.desk import Question, choices_of
from ..services.answers import AnswerData

NOTHING_YET = "none"


class AnswerForm(forms.Form):
    value = forms.CharField(label=_("Answer"), required=False)
    unknown = forms.BooleanField(label=_("Cannot be determined"), required=False)
    note = forms.CharField(
        label=pgettext_lazy("beside an answer", "Note"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, question: Question) -> None:
        answer = question.answer
        value = answer.value if answer else ""
        initial = {
            "value": "" if value == UNKNOWN and _is_typed(question.version) else value,
            "unknown": value == UNKNOWN,
            "note": answer.note if answer else "",
            "seen": answer.answered_at.isoformat() if answer else NOTHING_YET,
        }
        super().__init__(data, initial=initial, auto_id=f"id_{question.code}_%s")
        self.question = question
        self.fields["value"] = _field(question.version)
        if not _is_typed(question.version):
            del self.fields["unknown"]

    def as_data(self) -> AnswerData:
        told = self.cleaned_data
        return AnswerData(
            value=UNKNOWN if told.get("unknown") else told["value"],
            note=told["note"],
            seen=parse_datetime(told["seen"]) if told["seen"] not in ("", NOTHING_YET) else None,
            was_empty=told["seen"] == NOTHING_YET,
        )


def _is_typed(version: CriterionVersion) -> bool:
    return version.kind in (CriterionKind.SHARE, CriterionKind.TEXT)


def _field(version: CriterionVersion) -> forms.Field:
    if version.kind == CriterionKind.SHARE:
        share = _("Share of sales, per cent")
        number = {"inputmode": "decimal", "autocomplete": "off", "aria-label": share}
        return forms.CharField(label=share, required=False, max_length=12, widget=forms.TextInput(attrs=number))
    if version.kind == CriterionKind.TEXT:
        words = forms.Textarea(attrs={"rows": 2, "aria-label": _("Answer")})
        return forms.CharField(label=_("Answer"), required=False, max_length=20_000, widget=words)
    return forms.ChoiceField(label=_("Answer"), required=False, choices=choices_of(version), widget=forms.RadioSelect)
