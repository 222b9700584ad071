"""Amounts as people write them: "USD 21,710", "$ 24965", "77,796.00", "1 200 EUR"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from crm.imports.registries import Option, Unclear
from crm.imports.wording import Said
from crm.rates import currencies, figures

# A sign that means one currency; "$" means a dollar, and which one the column of currencies says.
_SIGNS = {"€": "EUR", "US$": "USD"}
_PARTED = re.compile(r"^\s*([^\d\s.,+\-−()]*)\s*([\d][\d\s.,'’\u00a0\u202f]*?)\s*([^\d\s.,]*)\s*$")


@dataclass(frozen=True)
class Amount:
    """`currency` is empty where the cell does not say it."""

    figure: Decimal
    currency: str = ""


def figure_of(text: str) -> str:
    """The bare figure, for telling from a whole column what its comma is."""
    found = _PARTED.match(text)
    return found[2] if found else ""


def read(text: str, sign: str) -> Amount:
    """Raises Unclear where it is no amount, and where its comma or point may part decimals or thousands."""
    found = _PARTED.match(text)
    words = [word for word in (found[1], found[3]) if word] if found else []
    codes = {_currency(word) for word in words}
    if found is None or len(words) > 1 or None in codes:
        raise Unclear("no_amount", Said(_("“%(text)s” is not an amount."), {"text": text}))
    plain = found[2]
    if not sign and plain.count(".") == 1 and "," not in plain and figures.is_grouped(plain):
        # More decimals than money has, so that it reads one way when it is chosen.
        ways = [f"{plain}0", plain.replace(".", "")]
        detail = Said(_("The point of “%(text)s” may part decimals or thousands."), {"text": text})
        raise Unclear("unclear_number", detail, [Option(way, way) for way in ways])
    figure = figures.read(plain, sign, blocking=False)
    if figure is None:
        raise Unclear("no_amount", Said(_("“%(text)s” is not an amount."), {"text": text}))
    return Amount(figure, next(iter(codes), None) or "")


def _currency(word: str) -> str | None:
    """The code; "" for a mere dollar sign, None for no currency."""
    plain = word.upper()
    if plain in ("$", "-", "--"):
        return "" if plain == "$" else None
    return _SIGNS.get(plain) or currencies.find(word) or None
