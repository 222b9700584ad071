"""Folding of text for sorting and plain lookups. The full name core comes with matching."""

import re
import unicodedata

from anyascii import anyascii

_SPACES = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Lower case, no accents, romanised, single spaces: what sorts and compares alike for a reader."""
    plain = unicodedata.normalize("NFKD", anyascii(unicodedata.normalize("NFKC", text)))
    return _SPACES.sub(" ", plain.casefold()).strip()
