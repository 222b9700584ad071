"""What kind of number a list gives, by the words in which it names it."""

import re

from .listed import Identifier

_KINDS = (
    ("lei", re.compile(r"legal entity (number|identifier)|\blei\b", re.IGNORECASE)),
    ("imo", re.compile(r"\bimo\b", re.IGNORECASE)),
    ("mmsi", re.compile(r"\bmmsi\b", re.IGNORECASE)),
    ("passport", re.compile(r"passport|passeport|pasaporte", re.IGNORECASE)),
    (
        "tax",
        re.compile(
            r"\btax\b|\bv\.?a\.?t\b|\bnit\b|\br\.?f\.?c\b|\bruc\b|\brif\b|\bfein\b|\brtn\b|fiscal|\binn\b|\bkpp\b",
            re.IGNORECASE,
        ),
    ),
    (
        "national",
        re.compile(
            r"regist|company (number|id)|enterprise number|business (number|licen)|matricula|commercial|ogrn"
            r"|trade licen|chamber of commerce|certificate of incorporation|folio|credit code",
            re.IGNORECASE,
        ),
    ),
    (
        "identity",
        re.compile(
            r"cedula|national id|identification|identity|\bd\.?n\.?i\b|\bc\.?u\.?r\.?p\b|\bssn\b|personal id"
            r"|driver|electoral|birth certificate|\bid (no|number|card)|stateless|seaman|residen",
            re.IGNORECASE,
        ),
    ),
    ("bic", re.compile(r"swift|\bbic\b", re.IGNORECASE)),
    ("duns", re.compile(r"d-?u-?n-?s", re.IGNORECASE)),
)
_IMO = re.compile(r"^IMO\s*(\d{7})$", re.IGNORECASE)
_LEI = re.compile(r"^[A-Z0-9]{18}\d{2}$")


def kind_of(words: str) -> str:
    """The first that fits; empty where the words name no number of anybody (a telephone, an address on the web)."""
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "")


def identifier(words: str, number: str, country: str = "") -> Identifier | None:
    kind = kind_of(words)
    if not kind or not any(map(str.isdigit, number)):
        return None
    return Identifier("imo", found.group(1)) if (found := _IMO.match(number)) else Identifier(kind, number, country)


def unnamed(number: str, country: str = "") -> Identifier:
    """A number of which the list does not say what it is, unless its own form does."""
    plain = number.replace(" ", "").upper()
    if found := _IMO.match(number):
        return Identifier("imo", found.group(1))
    if _LEI.match(plain) and int("".join(str(int(sign, 36)) for sign in plain)) % 97 == 1:
        return Identifier("lei", plain)
    return Identifier("other", number, country)
