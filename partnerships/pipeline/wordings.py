"""The sentences of the pipeline's notices, made in the reader's language when they are read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.notifications.registries import Wording, wordings
from duediligence.enums import ClearanceState, Rating

from ..enums import LapseDecision

_CHOICES: dict[str, Any] = {"state": ClearanceState, "rating": Rating, "decision": LapseDecision}


def says(text: Promise) -> Callable[[dict[str, Any]], str]:
    def sentence(values: dict[str, Any]) -> str:
        return str(text) % {name: _readable(name, value) for name, value in values.items()}

    return sentence


def _readable(name: str, value: Any) -> Any:
    """Days are kept as ISO, choices as their codes; all are read in the reader's language."""
    if value and name.endswith("_on"):
        return locale.day(date.fromisoformat(value), locale.current())
    return _CHOICES[name](value).label if value and name in _CHOICES else value


for _key, _text, _button, _icon in (
    (
        "partnership_lapsed",
        _("The clearance of %(company)s no longer stands (%(state)s). “%(title)s” runs under it: %(body)s rules."),
        _("Open the partnership"),
        "shield-alert",
    ),
    (
        "partnership_to_rule",
        _("Rule on “%(title)s”: it runs, and the clearance of %(company)s no longer stands (%(state)s)."),
        _("Rule"),
        "gavel",
    ),
    (
        "partnership_risk",
        _("The risk of %(company)s was raised to %(rating)s. “%(title)s” runs with it."),
        _("Open the partnership"),
        "trending-up",
    ),
    (
        "partnership_ruled",
        _("%(by)s ruled on “%(title)s” with %(company)s: %(decision)s. %(reason)s"),
        _("Open the partnership"),
        "gavel",
    ),
):
    wordings.add(_key, Wording(sentence=says(_text), button=_button, icon=_icon))
