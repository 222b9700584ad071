"""Figures as people write them: "1,234.50", "1 234,50", "491'944". What the comma is the column tells, or is asked."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop as _

from crm.imports.registries import Option, Unclear
from crm.imports.wording import Said

MOST = Decimal(10) ** 20
_GROUPED = re.compile(r"^\d{1,3}([ '’.,])\d{3}(?:\1\d{3})*$")


def decimal_sign(values: Iterable[str]) -> str:
    """The sign after which other than three digits stand, if all such figures agree."""
    signs = set()
    for value in values:
        last = max(value.rfind("."), value.rfind(","))
        if last >= 0 and (len(value.strip()) - last - 1 != 3 or value.strip().startswith(("0.", "0,"))):
            signs.add(value[last])
    return signs.pop() if len(signs) == 1 else ""


def read(text: str, sign: str, *, blocking: bool) -> Decimal | None:
    """The figure, or None where there is none. Raises Unclear where its only comma may part decimals or thousands."""
    plain = text.strip().replace("\u00a0", " ").replace("\u202f", " ")
    if not sign and plain.count(",") == 1 and "." not in plain and is_grouped(plain):
        ways = [plain.replace(",", "."), plain.replace(",", "")]
        detail = Said(_("The comma of “%(text)s” may part decimals or thousands."), {"text": text})
        raise Unclear("unclear_number", detail, [Option(way, way) for way in ways], blocking=blocking)
    sign = sign or ("," if plain.rfind(",") > plain.rfind(".") else ".")
    bare = re.sub(r"[ '’]", "", plain).replace({",": ".", ".": ","}[sign], "").replace(sign, ".")
    try:
        figure = Decimal(bare)
    except InvalidOperation:
        return None
    return figure if figure.is_finite() and abs(figure) < MOST else None


def is_grouped(plain: str) -> bool:
    """Whether all its groups have three digits, so that its sign may part thousands."""
    return bool(_GROUPED.match(plain)) and plain[0] != "0"
