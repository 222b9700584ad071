"""The sentences of the notices about allocations, made in the reader's language when they are read."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.notifications.registries import Wording, wordings


def _says(text: Promise) -> Callable[[dict[str, Any]], str]:
    def sentence(values: dict[str, Any]) -> str:
        amount = locale.money(Decimal(values["amount_usd"]), "USD", locale.current())
        return (str(text) % (values | {"amount_usd": amount})).strip()

    return sentence


for _key, _text, _icon in (
    ("approved", _("Your allocation of %(amount_usd)s to “%(destination)s” is approved. %(reason)s"), "circle-check"),
    ("rejected", _("Your allocation of %(amount_usd)s to “%(destination)s” is rejected. %(reason)s"), "circle-x"),
    ("taken_back", _("The allocation of %(amount_usd)s to “%(destination)s” is taken back. %(reason)s"), "undo-2"),
):
    wordings.add(f"allocation_{_key}", Wording(sentence=_says(_text), button=_("Open the allocation"), icon=_icon))
