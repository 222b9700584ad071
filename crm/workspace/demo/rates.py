"""Exchange rates for the demo: plausible by year, with a small swing from month to month; no operational rates."""

from datetime import date
from decimal import Decimal
from random import Random

from crm.rates.models import ExchangeRate

SEED = 1945
BEGIN = date(2016, 1, 1)
# The mean of each year from 2016 on, in units for one USD.
YEARS = {
    "EUR": (0.904, 0.887, 0.847, 0.893, 0.877, 0.846, 0.951, 0.925, 0.924, 0.886, 0.861),
    "CHF": (0.985, 0.985, 0.978, 0.994, 0.939, 0.914, 0.955, 0.899, 0.880, 0.832, 0.804),
    "SEK": (8.56, 8.55, 8.69, 9.46, 9.21, 8.58, 10.11, 10.61, 10.57, 9.80, 9.41),
    "GBP": (0.741, 0.777, 0.750, 0.784, 0.780, 0.727, 0.811, 0.805, 0.783, 0.760, 0.748),
    "NOK": (8.40, 8.27, 8.13, 8.80, 9.42, 8.59, 9.61, 10.56, 10.75, 10.38, 10.05),
    "CAD": (1.325, 1.298, 1.296, 1.327, 1.341, 1.254, 1.301, 1.350, 1.370, 1.398, 1.385),
    "KES": (101.5, 103.4, 101.3, 102.0, 106.5, 109.6, 117.9, 139.8, 134.8, 129.3, 129.1),
    "JPY": (108.8, 112.2, 110.4, 109.0, 106.8, 109.8, 131.5, 140.5, 151.4, 149.6, 152.3),
}
# Pegged to the euro.
PEGGED = {"XOF": Decimal("655.957"), "XAF": Decimal("655.957")}


def build(*, today: date) -> dict[str, int]:
    rng = Random(SEED)
    rows: list[ExchangeRate] = []
    for number in range((today.year - BEGIN.year) * 12 + today.month):
        month = date(BEGIN.year + number // 12, number % 12 + 1, 1)
        figures = {code: _figure(years, number, rng) for code, years in YEARS.items()}
        figures |= {code: round(figures["EUR"] * peg, 3) for code, peg in PEGGED.items()}
        rows += [
            ExchangeRate(currency=code, month=month, units_per_usd=units, source="Demo")
            for code, units in figures.items()
        ]
    ExchangeRate.objects.bulk_create(rows)
    return {"exchange rates": len(rows)}


def _figure(years: tuple[float, ...], number: int, rng: Random) -> Decimal:
    """Between the means of the year and of the next one, give or take one per cent; the last mean goes on."""
    year, month = divmod(number, 12)
    here, there = (years[min(each, len(years) - 1)] for each in (year, year + 1))
    mean = here + (there - here) * month / 12
    return Decimal(str(round(mean * rng.uniform(0.99, 1.01), 3 if mean < 50 else 1)))
