"""How versions read on a page: thresholds and effects as short sentences, versions with their state."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..enums import CriterionKind, Effect, Track
from ..models import CriterionVersion
from .sentences import say_source


@dataclass(frozen=True)
class Line:
    """A version of a criterion, worded."""

    version: CriterionVersion
    rules: list[tuple[str, str]]  # (sentence, tone of the badge)
    tracks: str
    source: str


def line_of(version: CriterionVersion) -> Line:
    return Line(
        version=version,
        rules=list(_rules(version)),
        tracks=", ".join(str(Track(track).label).split(":")[0] for track in version.tracks),
        source=say_source(version.source),
    )


def state_of(version: Any, counting: Any, today: date) -> tuple[str, str]:
    """(word, tone) of a version among the others of its kind."""
    if version == counting:
        return _("Counts now"), "ok"
    if version.effective_from > today:
        return _("Planned"), "info"
    return _("Earlier"), "neutral"


def per_cent(number: Decimal) -> str:
    return number_format(number.normalize() if number else 0, use_l10n=True)


def _rules(version: CriterionVersion) -> Any:
    if version.kind == CriterionKind.SHARE:
        yield from _limits(version)
    if version.kind == CriterionKind.YES_NO:
        yield from _said(version.yes_effect, _("Yes"))
        yield from _said(version.no_effect, _("No"))
    for option in version.options:
        yield from _said(option["effect"], _label(option))
    yield from _said(version.unknown_effect, _("Not determinable"))


def _limits(version: CriterionVersion) -> Any:
    if version.excluded_above is not None:
        yield _("Above %(limit)s %%: excluded") % {"limit": per_cent(version.excluded_above)}, "excluded"
    if version.very_high_from is not None:
        yield _("From %(limit)s %%: very high") % {"limit": per_cent(version.very_high_from)}, "very-high"
    if version.high_above is not None:
        yield _("Above %(limit)s %%: high") % {"limit": per_cent(version.high_above)}, "high"


def _said(effect: str, answer: str) -> Any:
    if effect != Effect.NONE:
        label = str(Effect(effect).label)
        yield _("%(answer)s: %(effect)s") % {"answer": answer, "effect": label[:1].lower() + label[1:]}, _tone(effect)


def _label(option: dict[str, Any]) -> str:
    language = (get_language() or "en")[:2]
    return str(option.get(f"label_{language}") or option["label_en"])


def _tone(effect: str) -> str:
    return effect.replace("_", "-")
