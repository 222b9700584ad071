"""A word of any script in the letters a to z and digits."""

from bisect import bisect_right
from collections.abc import Callable

from anyascii import anyascii

from .burmese import read_burmese
from .european import read_armenian, read_cyrillic, read_greek
from .hangul import read_hangul
from .indic import read_indic
from .kana import read_kana
from .khmer import read_khmer
from .semitic import read_arabic, read_hebrew
from .thai import read_lao, read_thai

Reader = Callable[[str], str]

# First code point of each run whose words have a reader; None where the letters one by one do.
_READERS: list[tuple[int, Reader | None]] = [
    (0x0000, None),
    (0x0370, read_greek),
    (0x0400, read_cyrillic),
    (0x0530, read_armenian),
    (0x0590, read_hebrew),
    (0x0600, read_arabic),
    (0x0700, None),
    (0x0750, read_arabic),
    (0x0780, None),
    (0x0900, read_indic),
    (0x0E00, read_thai),
    (0x0E80, read_lao),
    (0x0F00, None),
    (0x1000, read_burmese),
    (0x10A0, None),
    (0x1780, read_khmer),
    (0x1800, None),
    (0x1F00, read_greek),
    (0x2000, None),
    (0x3041, read_kana),
    (0x3100, None),
    (0xAC00, read_hangul),
    (0xD7A4, None),
]
_STARTS = [start for start, _ in _READERS]


def in_latin_letters(word: str) -> str:
    """Empty where nothing of it can be written so."""
    reader = next((found for letter in word if (found := _READERS[bisect_right(_STARTS, ord(letter)) - 1][1])), None)
    read = reader(word) if reader else word
    return "".join(letter for letter in anyascii(read).lower() if letter.isalnum())
