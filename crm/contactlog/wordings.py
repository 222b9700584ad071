"""The sentences of this app's notices, made in the reader's language when they are read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.notifications.registries import Wording, wordings


def _says(text: Promise) -> Callable[[dict[str, Any]], str]:
    def sentence(values: dict[str, Any]) -> str:
        return str(text) % {name: _readable(name, value) for name, value in values.items()}

    return sentence


def _readable(name: str, value: Any) -> Any:
    """Days are kept as ISO and read in the reader's language."""
    return locale.day(date.fromisoformat(value), locale.current()) if name.endswith("_on") else value


_REQUEST, _TASKS = _("Open the request"), _("Open your tasks")

for key, text, button, icon in (
    (
        "coordination_asked",
        _("%(from_office)s asks %(to_office)s before approaching %(company)s: %(topic)s"),
        _("Answer the request"),
        "message-square",
    ),
    (
        "coordination_agreed",
        _("%(to_office)s agrees that %(from_office)s approaches %(company)s. %(by)s: %(reason)s"),
        _REQUEST,
        "thumbs-up",
    ),
    (
        "coordination_declined",
        _("%(to_office)s declines that %(from_office)s approaches %(company)s. %(by)s: %(reason)s"),
        _REQUEST,
        "thumbs-down",
    ),
    (
        "coordination_joined",
        _("%(to_office)s wants to approach %(company)s together with %(from_office)s. %(by)s: %(reason)s"),
        _REQUEST,
        "users",
    ),
    (
        "coordination_withdrawn",
        _("%(from_office)s has withdrawn its request about %(company)s."),
        _REQUEST,
        "undo-2",
    ),
    (
        "coordination_escalated",
        _(
            "%(to_office)s has not answered %(from_office)s about %(company)s in ten working days. "
            "The regional directors of both offices may answer now."
        ),
        _("Answer the request"),
        "triangle-alert",
    ),
    (
        "coordination_waiting",
        _("%(from_office)s waits for an answer about %(company)s until %(due_on)s: %(topic)s"),
        _("Answer the request"),
        "hourglass",
    ),
    (
        "going_ahead",
        _("%(office)s goes ahead and contacts %(company)s. %(by)s says why: %(reason)s"),
        _("See the contact"),
        "megaphone",
    ),
    ("task_given", _("%(by)s gave you a task about %(company)s until %(due_on)s: %(text)s"), _TASKS, "list-checks"),
    ("task_done", _("%(by)s has done your task about %(company)s: %(text)s"), _TASKS, "check"),
    ("task_due", _("Your task about %(company)s is due: %(text)s"), _TASKS, "alarm-clock"),
    ("task_late", _("Your task about %(company)s was due on %(due_on)s: %(text)s"), _TASKS, "alarm-clock"),
):
    wordings.add(key, Wording(_says(text), button, icon))
