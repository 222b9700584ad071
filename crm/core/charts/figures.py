"""What a chart is about, before it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.core import locale

Number = int | float | Decimal
Say = Callable[[Number], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One place on the chart's axis: a value per series, and where each leads."""

    label: str
    values: Sequence[Number]
    urls: Sequence[str] = ()

    def url(self, index: int) -> str:
        return self.urls[index] if index < len(self.urls) else ""

    @property
    def total(self) -> Number:
        return sum(self.values)


def plainly(value: Number) -> str:
    return locale.number(value, locale.current())


def ticks(highest: Number, count: int = 4) -> list[float]:
    """Round numbers from nought to at least the highest value."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = float(highest) / count
    size = 10 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough - 1e-9)
    if float(highest) > 1:
        step = max(step, 1) if step == int(step) or step > 1 else 1
    return [step * index for index in range(int(-(-float(highest) // step)) + 1)]


def frame(title: str, drawing: SafeString, series: Sequence[str], rows: Sequence[Bar], say: Say) -> SafeString:
    """The drawing with its title, legend and table."""
    several = len(series) > 1
    table = [
        {
            "label": row.label,
            "cells": [{"text": say(value), "url": row.url(index)} for index, value in enumerate(row.values)],
            "total": say(row.total) if several else "",
        }
        for row in rows
    ]
    context = {"title": title, "drawing": drawing, "series": series, "several": several, "rows": table}
    return render_to_string("core/_chart.html", context)
