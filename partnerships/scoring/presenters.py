"""How ranked partnerships read."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crm.core import locale

from .ranking import Total
from .selectors import maturity_label


def ranked_rows(page: Any, best: Decimal, of: int) -> Iterable[dict[str, Any]]:
    for place, row in enumerate(page, start=page.start_index()):
        total = Total(row.total, best, row.scored, of)
        yield {
            "place": place,
            "row": row,
            "percent": percent(total),
            "maturity": maturity_label(row.maturity),
            "scored": row.scored,
            "of": of,
            "partly": row.scored < of,
        }


def percent(total: Total) -> str:
    return "" if total.percent is None else f"{locale.number(total.percent, locale.current())} %"


def lines_of(card: Any) -> list[dict[str, Any]]:
    """The card as the page shows it: each factor with its value, in groups."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for factor in card.factors:
        line = {"factor": factor, "score": card.scores.get(factor.code)}
        groups.setdefault(factor.get_group_display(), []).append(line)
    return [{"title": title, "lines": lines} for title, lines in groups.items()]
