"""Countries as lists write them."""

import re
from functools import lru_cache

from crm.core.countries import find

# What these lists write and nobody else does.
_THEIRS = {
    "china, hong kong special administrative region": "HK",
    "china, macao special administrative region": "MO",
    "congo": "CG",
    "congo, republic of the": "CG",
    "korea, north": "KP",
    "korea, south": "KR",
    "palestinian": "PS",
    "region: crimea": "UA",
    "region: gaza": "PS",
    "region: kafia kingi": "SD",
    "region: northern mali": "ML",
    "united kingdom of great britain and northern ireland": "GB",
    "west bank": "PS",
}
_BRACKETS = re.compile(r"\s*\(.*?\)")


@lru_cache(maxsize=4096)
def code(text: str) -> str:
    """The ISO code, or empty: states that are no more, "undetermined", places that are no country."""
    plain = " ".join(text.split()).strip(" .")
    known = _THEIRS.get(plain.lower()) or find(plain) or find(_BRACKETS.sub("", plain))
    if known:
        return known
    last, comma, first = plain.partition(", ")
    return (find(f"{first} {last}") or find(last) or "") if comma else ""
