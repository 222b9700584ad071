"""Text that a spreadsheet would take for a formula, written so that it stays text, and read back (docs/adr/0011)."""

import re

# A formula begins with one of these, also after blanks; the full-width forms are folded by some spreadsheets. A leading
# apostrophe in front of such text is shielded too: only so does every text come back as it was.
_BLANKS = r"[\s\x00\ufeff\u200b-\u200f]*"
_FORMULA = rf"(?:[\t\r\n]|{_BLANKS}[=+\-@＝＋－＠])"
_NEEDS_SHIELD = re.compile(rf"'*{_FORMULA}")
_HAS_SHIELD = re.compile(rf"'+{_FORMULA}")


def shield(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would otherwise run it."""
    if text[:1].isalnum() or not _NEEDS_SHIELD.match(text):
        return text
    return f"'{text}"


def unshield(text: str) -> str:
    """The inverse of `shield`, for every text that it wrote."""
    return text[1:] if text[:1] == "'" and _HAS_SHIELD.match(text) else text
