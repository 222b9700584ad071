"""The sentences of due diligence's notices, made in the reader's language when they are read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.notifications.registries import Wording, wordings

from .enums import Rating, ScreeningState

_LABELS: dict[str, Any] = {"rating": Rating, "outcome": ScreeningState}


def says(text: Promise) -> Callable[[dict[str, Any]], str]:
    def sentence(values: dict[str, Any]) -> str:
        return str(text) % {name: _readable(name, value) for name, value in values.items()}

    return sentence


def _readable(name: str, value: Any) -> Any:
    """Days are kept as ISO, ratings and outcomes as their codes; all are read in the reader's language."""
    if not value:
        return value
    if name.endswith("_on"):
        return locale.day(date.fromisoformat(value), locale.current())
    return _LABELS[name](value).label if name in _LABELS else value


for _key, _text, _button, _icon in (
    (
        "screening_requested",
        _("%(by)s (%(office)s) asks for a screening of %(company)s; research is due on %(due_on)s"),
        _("Open the research desk"),
        "scan-search",
    ),
    (
        "screening_assigned",
        _("%(by)s gave you the screening of %(company)s to research, due on %(due_on)s"),
        _("Open the research desk"),
        "scan-search",
    ),
    (
        "screening_submitted",
        _("%(company)s waits for your decision until %(due_on)s (rating: %(rating)s, %(office)s)"),
        _("Decide"),
        "gavel",
    ),
    (
        "screening_returned",
        _("%(by)s returned the screening of %(company)s for more research: %(reason)s"),
        _("Open the screening"),
        "undo-2",
    ),
    (
        "screening_decided",
        _("Decided on %(company)s: %(outcome)s. %(by)s: %(reason)s"),
        _("Read the decision"),
        "gavel",
    ),
    (
        "screening_withdrawn",
        _("%(by)s withdrew the screening of %(company)s: %(reason)s"),
        _("Open the screening"),
        "x",
    ),
    (
        "screening_rerated",
        _("%(by)s raised the rating of %(company)s to %(rating)s: %(reason)s"),
        _("Open the screening"),
        "trending-up",
    ),
    (
        "committee_recommended",
        _("The committee recommends on %(company)s: %(outcome)s. It waits for your decision until %(due_on)s"),
        _("Decide"),
        "gavel",
    ),
    (
        "decision_due",
        _("The decision on %(company)s is due on %(due_on)s"),
        _("Decide"),
        "alarm-clock",
    ),
    (
        "clearance_expiring",
        _("The clearance of %(company)s ends on %(due_on)s"),
        _("Open the clearance"),
        "shield-alert",
    ),
    (
        "condition_due",
        _("A condition for working with %(company)s is due on %(due_on)s"),
        _("Open the condition"),
        "list-checks",
    ),
    (
        "review_due",
        _("The monitoring review of %(company)s is due on %(due_on)s"),
        _("Write the review"),
        "clipboard-check",
    ),
    (
        "risk_raised",
        _("The risk of %(company)s was raised to %(rating)s: %(reason)s"),
        _("Open the clearance"),
        "trending-up",
    ),
    (
        "clearance_suspended_by_hit",
        _(
            "%(company)s: it is confirmed that %(party)s is on %(list)s. The clearance is suspended, so that nothing "
            "new begins: %(reason)s"
        ),
        _("Open the clearance"),
        "shield-alert",
    ),
    (
        "risk_raised_by_hit",
        _("%(company)s: it is confirmed that %(party)s is on %(list)s. The risk is now %(rating)s: %(reason)s"),
        _("Open the clearance"),
        "trending-up",
    ),
    (
        "concern_reported",
        _("Somebody reported a concern about %(company)s"),
        _("Look into it"),
        "megaphone",
    ),
    (
        "concern_closed",
        _("Your concern about %(company)s was looked into"),
        _("Read the outcome"),
        "megaphone",
    ),
):
    wordings.add(_key, Wording(sentence=says(_text), button=_button, icon=_icon))
