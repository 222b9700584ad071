"""What is wrong with a setting, by field and in sentences; every door refuses alike."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.companies import isic

from ...enums import CriterionKind, Effect, Track
from .data import CriterionData, SectorData, ThemeData

LONGEST_TEXT, LONGEST_NAME, LONGEST_NOTE = 400, 120, 300
MOST_YEARS, MOST_OPTIONS = 30, 12


class Problems:
    """Collects what is wrong; `refuse` raises all of it at once."""

    def __init__(self) -> None:
        self._found: dict[str, list[ValidationError]] = {}

    def add(self, name: str, sentence: str, code: str = "invalid") -> None:
        self._found.setdefault(name, []).append(ValidationError(sentence, code=code))

    def refuse(self) -> None:
        if self._found:
            raise ValidationError(dict(self._found))


def check_criterion(data: CriterionData, *, on: date) -> None:
    """Raises ValidationError by field."""
    found = Problems()
    _check_texts(data, found)
    check_note(data, found=found, on=on)
    if data.kind not in CriterionKind.values:
        found.add("kind", _("Choose how the question is answered."), "invalid_choice")
    _check_thresholds(data, found)
    _check_effects(data, found)
    _check_options(data, found)
    if not data.tracks or not set(data.tracks) <= set(Track.values):
        found.add("tracks", _("Choose at least one of the tracks: who is asked this?"), "required")
    if data.look_back_years is not None and not 1 <= data.look_back_years <= MOST_YEARS:
        found.add("look_back_years", _("Look back over 1 to 30 years, or leave it empty."))
    found.refuse()


def check_sector(data: SectorData, *, on: date) -> None:
    """Raises ValidationError by field."""
    found = Problems()
    _check_names(data, found)
    check_note(data, found=found, on=on)
    unknown = [code for code in data.isic if isic.normalise(code) != code]
    if unknown:
        found.add(
            "isic",
            _("ISIC has no section or division %(codes)s. Write “B” or “C20”.") % {"codes": ", ".join(unknown)},
        )
    elif not data.isic:
        found.add("isic", _("Name at least one ISIC section or division."), "required")
    found.refuse()


def check_theme(data: ThemeData) -> None:
    """Raises ValidationError by field."""
    found = Problems()
    _check_names(data, found)
    _check_source(data.source, found)
    found.refuse()


def check_note(data: Any, *, found: Problems, on: date) -> None:
    """What every version carries: from when it counts, on whose word, and why it was set."""
    if data.effective_from < on:
        found.add(
            "effective_from", _("This day has passed. What was decided by then stays: choose today or a later day.")
        )
    _check_source(data.source, found)
    if not data.reason.strip():
        found.add("reason", _("Say why: colleagues read it in the history."), "required")
    elif len(data.reason) > LONGEST_NOTE:
        found.add("reason", _("Keep this to %(most)s characters.") % {"most": LONGEST_NOTE}, "max_length")


def _check_source(source: str, found: Problems) -> None:
    if not source.strip():
        found.add(
            "source", _("Name the norm it comes from, or write “Agency setting” if the rule is our own."), "required"
        )
    elif len(source) > 200:
        found.add("source", _("Keep this to %(most)s characters.") % {"most": 200}, "max_length")


def _languages() -> dict[str, str]:
    return {"en": _("English"), "fr": _("French"), "es": _("Spanish")}


def _check_texts(data: CriterionData, found: Problems) -> None:
    has_guidance = any(getattr(data, f"guidance_{language}").strip() for language in _languages())
    for language, name in _languages().items():
        _check_text(found, f"text_{language}", getattr(data, f"text_{language}"), name, LONGEST_TEXT)
        if has_guidance and not getattr(data, f"guidance_{language}").strip():
            found.add(
                f"guidance_{language}",
                _("The guidance is missing in %(language)s. Write it in all three languages, or in none.")
                % {"language": name},
                "required",
            )


def _check_names(data: SectorData | ThemeData, found: Problems) -> None:
    for language, name in _languages().items():
        _check_text(found, f"name_{language}", getattr(data, f"name_{language}"), name, LONGEST_NAME)


def _check_text(found: Problems, field: str, text: str, language: str, most: int) -> None:
    if not text.strip():
        found.add(
            field,
            _("This is missing in %(language)s. Everybody reads it in their own language.") % {"language": language},
            "required",
        )
    elif len(text) > most:
        found.add(field, _("Keep this to %(most)s characters.") % {"most": most}, "max_length")


def _check_thresholds(data: CriterionData, found: Problems) -> None:
    limits = {name: getattr(data, name) for name in ("high_above", "very_high_from", "excluded_above")}
    given = {name: limit for name, limit in limits.items() if limit is not None}
    if data.kind != CriterionKind.SHARE:
        for name in given:
            found.add(name, _("Only a share of sales has thresholds. Leave this empty."))
        return
    for name, limit in given.items():
        if not Decimal(0) <= limit <= Decimal(100):
            found.add(name, _("A share lies between 0 and 100 per cent."))
    ascending = list(given.items())
    for (_lower_name, lower), (name, upper) in pairwise(ascending):
        if lower > upper:
            found.add(
                name,
                _("The thresholds must rise with the risk: this one, %(upper)s, lies below %(lower)s.")
                % {"upper": f"{upper.normalize():f}", "lower": f"{lower.normalize():f}"},
            )


def _check_effects(data: CriterionData, found: Problems) -> None:
    for name in ("yes_effect", "no_effect", "unknown_effect"):
        effect = getattr(data, name)
        if effect not in Effect.values:
            found.add(name, _("Choose one of the ratings, or no effect."), "invalid_choice")
        elif effect != Effect.NONE and name != "unknown_effect" and data.kind != CriterionKind.YES_NO:
            found.add(name, _("Only a question that is answered by yes or no has this effect."))
    if data.yes_effect == data.no_effect == Effect.EXCLUDED:
        found.add("no_effect", _("Yes and no cannot both exclude: everybody would be excluded."))


def _check_options(data: CriterionData, found: Problems) -> None:
    if data.kind != CriterionKind.CHOICE:
        if data.options:
            found.add("options", _("Only a question with several answers to choose from has choices."))
        return
    if not 2 <= len(data.options) <= MOST_OPTIONS:
        found.add("options", _("Give between 2 and 12 answers to choose from."), "required")
    values = [option.get("value") for option in data.options]
    if len(set(values)) < len(values):
        found.add("options", _("Two of the answers to choose from are the same."))
    if not all(_is_whole(option) for option in data.options):
        found.add("options", _("Write each answer in all three languages, and choose what it does to the rating."))


def _is_whole(option: Mapping[str, Any]) -> bool:
    texts: Sequence[Any] = [option.get(name) for name in ("value", "label_en", "label_fr", "label_es")]
    return all(isinstance(text, str) and text.strip() for text in texts) and option.get("effect") in Effect.values
