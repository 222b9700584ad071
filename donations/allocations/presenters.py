"""How pools and allocations are drawn: plain values for tables and templates."""

from collections.abc import Sequence
from typing import Any

from babel.dates import format_date
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.core import locale
from crm.core.charts import Bar, lines

from ..models import Cause
from .selectors import Pool


def source(cause: Cause | None) -> str:
    return str(cause) if cause else _("Given without a cause")


def usd(value: Any) -> str:
    return locale.money(value, "USD", locale.current())


def pool_url(cause_id: int | None, name: str = "pool") -> str:
    """The page of a pool, or the form that allocates from it."""
    if cause_id is None:
        return reverse(f"donations:{name}_unearmarked")
    return reverse(f"donations:{name}", args=[cause_id])


def line_of(pool: Pool) -> dict[str, Any]:
    return {
        "pool": pool,
        "label": source(pool.cause),
        "url": pool_url(pool.cause_id),
        "allocate": pool_url(pool.cause_id, "allocation_propose"),
    }


def trend(pools: Sequence[Pool]) -> SafeString | str:
    """What stood there at the end of each month: of one pool, or what came without a cause beside the rest."""
    months = next((each.trend for each in pools if each.trend), ())
    if not months:
        return ""
    parts = [[each for each in pools if each.cause is None], [each for each in pools if each.cause is not None]]
    shown = [(label, part) for label, part in zip(_series(), parts, strict=True) if part]
    rows = [
        Bar(
            format_date(month, "LLL yy", locale=locale.current()),
            [sum((each.trend[index][1] for each in part if each.trend), 0) for _label, part in shown],
        )
        for index, (month, _usd) in enumerate(months)
    ]
    return lines(title=_("At the end of each month"), rows=rows, series=[label for label, _part in shown], say=usd)


def _series() -> tuple[str, str]:
    return _("Given without a cause"), _("Given for a cause")
