"""Texts as lists write them: several names in one field, other scripts in brackets."""

import re
from collections.abc import Iterator

from crm.core.names.enums import Script
from crm.core.names.scripts import script_of

from ...enums import NameQuality, NameUse
from .listed import ListedName

MAX_NAME = 500
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
# "a) Mohammad Sabet b) M. Javad" is how an older form of the UN list counts.
_COUNTED = re.compile(r"(?:^|\s)[a-z]\)\s")
_ORIGINAL = re.compile(r"^original script:\s*", re.IGNORECASE)


def tidy(text: str | None) -> str:
    return " ".join((text or "").replace("\x00", " ").split())


def several(text: str) -> list[str]:
    """Names that stand in one field, one after another."""
    outside = _BRACKETS.sub(lambda found: found.group(0).replace(";", ","), text)
    parts = (tidy(part).strip(" ,") for piece in outside.split(";") for part in _COUNTED.split(piece))
    return [part for part in parts if part]


def spelled(
    text: str, use: str = NameUse.ALIAS, quality: str = NameQuality.STRONG, parts: tuple[str, ...] = ()
) -> Iterator[ListedName]:
    """The name as it is listed, then without what stands in brackets, then that where it is in another script."""
    yield ListedName(text[:MAX_NAME], use, quality, parts)
    inner = [tidy(_ORIGINAL.sub("", found)) for found in _BRACKETS.findall(text)]
    bare = tidy(_BRACKETS.sub(" ", text)).strip(" ,")
    if not inner or len(bare) < 2:
        return
    yield ListedName(bare[:MAX_NAME], NameUse.ALIAS, quality)
    for each in inner:
        if script_of(each) not in (script_of(bare), Script.NONE):
            yield from (ListedName(name[:MAX_NAME], NameUse.ORIGINAL, quality) for name in each.split(",") if name)
