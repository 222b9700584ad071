"""The sentences of the notices about grants, made in the reader's language when they are read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.notifications.registries import Wording, wordings


def says(text: Promise) -> Callable[[dict[str, Any]], str]:
    def sentence(values: dict[str, Any]) -> str:
        return str(text) % {name: _readable(name, value) for name, value in values.items()}

    return sentence


def _readable(name: str, value: Any) -> Any:
    """Days are kept as ISO, amounts as figures."""
    if value and name.endswith("_on"):
        return locale.day(date.fromisoformat(value), locale.current())
    if value and name.endswith("_usd"):
        return locale.money(Decimal(value), "USD", locale.current())
    return value


for _key, _text, _button, _icon in (
    (
        "grant_call_opened",
        _("A call for small grants is open: “%(title)s”, %(amount_usd)s. Propose until %(deadline_on)s."),
        _("Open the call"),
        "banknote",
    ),
    (
        "grant_awarded",
        _("“%(title)s” is awarded %(amount_usd)s (%(call)s). %(reason)s"),
        _("Open the proposal"),
        "circle-check",
    ),
    (
        "grant_declined",
        _("“%(title)s” is declined (%(call)s). %(reason)s"),
        _("Open the proposal"),
        "circle-x",
    ),
):
    wordings.add(_key, Wording(sentence=says(_text), button=_button, icon=_icon))
