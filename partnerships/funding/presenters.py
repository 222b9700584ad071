"""How amounts, shares and deadlines are drawn: plain values for the templates."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.core import locale
from crm.core.charts import Bar, bars

from ..models import Contribution, Programme
from .selectors import Share, state_of_part


def usd(value: Any) -> str:
    return locale.money(value, "USD", locale.current())


def parts_of(row: Contribution, *, on: date) -> list[dict[str, Any]]:
    """The instalments of a contribution with their state in words."""
    words = {
        "received": (pgettext("instalment", "Received"), "ok"),
        "lapsed": (pgettext("instalment", "Overdue"), "bad"),
        "due": (pgettext("instalment", "Due"), "info"),
        "": (pgettext("instalment", "No day"), "neutral"),
    }
    told = []
    for part in row.instalments.all():
        label, tone = words[state_of_part(part, on=on)]
        told.append({"part": part, "label": label, "tone": tone, "waits": part.received_on is None})
    return told


def line_of(row: Any, *, on: date) -> dict[str, Any]:
    """A contribution as a line of the panel."""
    payer = row.partner.company.legal_name if row.partner else row.donor or row.get_payer_display()
    return {
        "row": row,
        "payer": payer,
        "late": bool(row.next_due and row.next_due < on),
        "over": max(row.received_usd - row.pledged_usd, Decimal(0)),
    }


def share_bars(shares: Sequence[Share]) -> SafeString | str:
    """Who bears the cost: a bar for each side with its amount; the table beside it has the figures."""
    if not shares:
        return ""
    rows = [
        Bar(f"{each.payer.label} · {locale.number(each.percent, locale.current())} %", [each.usd]) for each in shares
    ]
    return bars(title=_("Who bears the cost"), rows=rows, series=_("Pledged, USD"), say=usd)


def target_bars(programme: Any) -> SafeString | str:
    """What private contributions reached of the target."""
    rows = [
        Bar(_("Secured"), [programme.secured]),
        Bar(_("In preparation"), [programme.expected]),
        Bar(_("Received"), [programme.received]),
    ]
    goal = programme.target_usd or None
    return bars(title=_("Private contributions"), rows=rows, series=_("USD"), goal=goal, say=usd)


def percent(programme: Programme) -> str:
    share = getattr(programme, "share", None)
    return "" if share is None else f"{locale.number(round(share, 1), locale.current())} %"
