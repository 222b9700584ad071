"""How yield, progress and cost ratio are drawn: plain values for templates."""

from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.core import locale
from crm.core.charts import Bar, bars

from ..models import Appeal
from .benchmarks import AGENCIES


def usd(value: Any) -> str:
    return locale.money(value, "USD", locale.current())


def percent(value: Any) -> str:
    return f"{locale.number(round(Decimal(value), 1), locale.current())} %"


def progress(appeal: Any) -> SafeString | str:
    """What was raised and what it cost; the goal is a line across both."""
    rows = [Bar(_("Raised"), [appeal.raised_usd]), Bar(_("Cost"), [appeal.spent_usd])]
    goal = appeal.goal_usd or None
    return bars(title=_("Progress"), rows=rows, series=_("USD"), goal=goal, say=usd)


def ratios(appeal: Any) -> SafeString | str:
    """Cost for each 100 raised, beside what other agencies spend; nothing while nothing is raised."""
    if appeal.cost_ratio is None:
        return ""
    rows = [
        Bar(_("This appeal"), [appeal.cost_ratio]),
        *(Bar(each.agency, [Decimal(each.percent)]) for each in AGENCIES),
    ]
    return bars(title=_("Cost ratio"), rows=rows, series=_("Cost in per cent of what was raised"), say=percent)


def money_gained(appeal: Appeal) -> Decimal:
    """Raised without what it cost."""
    gained: Decimal = appeal.raised_usd - appeal.spent_usd  # type: ignore[attr-defined]
    return gained
