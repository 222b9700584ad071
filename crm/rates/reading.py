"""Cells of a file of rates into values, or a question; what is unclear in one cell the whole column may tell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from crm.core.text import fold
from crm.imports import dates
from crm.imports.registries import Option, Unclear
from crm.imports.wording import Said, Value

from . import currencies, figures

_YEAR_MONTH = re.compile(r"^(\d{4})[./\-\s]?(\d{1,2})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[./\-\s](\d{4})$")
_WORD = re.compile(r"^([a-z]+)[.,]?[\s\-/']*(?:de\s+|del\s+)?(\d{4}|\d{2})$")
_DAY = re.compile(r"^(\d{1,2})[./\-](\d{1,2})[./\-]\d{2,4}\b")


@dataclass(frozen=True)
class Hints:
    """What the columns prove: whether days stand first, which sign parts the decimals."""

    order: dates.Order = ""
    decimal: str = ""


def hints(columns: Mapping[str, set[str]]) -> Hints:
    return Hints(_order(columns.get("month", ())), figures.decimal_sign(columns.get("units_per_usd", ())))


def currency(text: str, _hints: Any) -> str:
    if code := currencies.find(text):
        return code
    raise Unclear(
        "unknown_currency",
        Said(_("“%(text)s” is no currency. Use its three letters, for instance EUR."), {"text": text}),
        any_value=True,
        blocking=True,
    )


def month(text: str, found: Hints | None) -> date:
    """ "2026-11", "11/2026", "Nov 2026", "novembre 2026", "01.11.2026", a cell with a date: the first of the month."""
    plain = text.strip()
    for pattern, year, number in ((_YEAR_MONTH, 1, 2), (_MONTH_YEAR, 2, 1)):
        if (said := pattern.match(plain)) and 1 <= int(said[number]) <= 12:
            return date(int(said[year]), int(said[number]), 1)
    if (said := _WORD.match(fold(plain))) and (named := dates.month_named(said[1])):
        return _of_words(plain, named, said[2])
    try:
        return dates.read(plain, found.order if found else "").replace(day=1)
    except Unclear as unclear:
        options = [Option(each.value[:7], Value("month", each.value[:7])) for each in unclear.options]
        detail = _("“%(text)s” may be two months.") if len(options) > 1 else _("“%(text)s” is not a month for certain.")
        raise Unclear("unclear_month", Said(detail, {"text": text}), options, blocking=True) from unclear


def _of_words(plain: str, named: int, year: str) -> date:
    if len(year) == 4:
        return date(int(year), named, 1)
    # A year of two digits is a guess; it is proposed.
    told = f"20{year}-{named:02d}"
    detail = Said(_("The year of “%(text)s” has two digits."), {"text": plain})
    raise Unclear("unclear_month", detail, [Option(told, Value("month", told))], blocking=True)


def units(text: str, found: Hints | None) -> Decimal:
    """A positive figure to six decimals; "1,234" is asked about, unless the column tells what its comma is."""
    figure = figures.read(text, found.decimal if found else "", blocking=True)
    if figure is None or (figure := figure.quantize(Decimal("0.000001"))) <= 0:
        detail = Said(_("“%(text)s” is no rate. Say how many units one US dollar buys."), {"text": text})
        raise Unclear("no_number", detail, blocking=True)
    return figure


def _order(values: Iterable[str]) -> dates.Order:
    """As everywhere; else a column in which every month is told by its first day shows where the days stand."""
    values = list(values)
    if proven := dates.order_of(values):
        return proven
    told = [found.groups() for value in values if (found := _DAY.match(value.strip()))]
    first = bool(told) and all(int(one) == 1 for one, _two in told)
    second = bool(told) and all(int(two) == 1 for _one, two in told)
    return "day" if first and not second else "month" if second and not first else ""
