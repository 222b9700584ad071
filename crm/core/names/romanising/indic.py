"""The scripts of India and Sri Lanka: each consonant brings a vowel along unless a sign takes its place."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Told from a written one until the silent ones are gone.
_BROUGHT_ALONG = "A"
_CONSONANT, _VOWEL, _KILLER, _NASAL, _NUKTA = "C", "V", "K", "N", "U"
# Where the vowel at the end of a word is not spoken, and a short one inside falls silent: from Hindi to Gujarati.
_NORTHERN = range(0x0900, 0x0B00)
_TAMIL = range(0x0B80, 0x0C00)
_MALAYALAM = range(0x0D00, 0x0D80)
_LETTERS = {
    "ഺ": "t",
    "ൻ": "n",
    "ർ": "r",
    "ൽ": "l",
    "ൾ": "l",
    "ൺ": "n",
    "ൿ": "k",
    "ৎ": "t",
    "ழ": "zh",
    "ഴ": "zh",
    "ற": "r",
}
_LETTERS |= {"ஷ": "sh", "ஸ": "s", "ஜ": "j", "ஃ": "", "ள": "l", "ண": "n", "ன": "n", "ய": "y", "ക്ഷ": "ksh", "ऋ": "ri"}
_WITH_NUKTA = {"j": "z", "jh": "z", "ph": "f", "k": "q", "d": "r", "dh": "rh", "y": "y", "g": "gh", "kh": "kh"}
_TAMIL_SOUNDS = [
    (re.compile(pattern), read)
    for pattern, read in (
        ("cc", "ch"),
        ("nc", "nj"),
        ("rr", "tr"),
        ("nr", "ndr"),
        ("(?<=[nm])t", "d"),
        ("(?<=[nm])p", "b"),
        ("(?<=[n])k", "g"),
        ("(?<=[aeiou])k(?=[aeiou])", "g"),
        ("(?<=[aeiou])p(?=[aeiou])", "b"),
        ("c", "s"),
    )
]
_VOICED = [(re.compile("(?<=n)t"), "d"), (re.compile("nc"), "nj"), (re.compile("(?<=m)p"), "b")]
_SOUNDS = {"LETTER SHA": "sh", "LETTER SSA": "sh", "LETTER CA": "ch", "LETTER CHA": "chh"}
_SILENT_INSIDE = re.compile("(?<=[aeiouA])([bcdfghjklmnpqrstvyz]h?)A(?=[bcdfghjklmnpqrstvyz]h?[aeiouA])")
_SILENT_LAST = re.compile("(?<=[aeiouA][bcdfghjklmnpqrstvyz])A$|(?<=[aeiouA][cs]h)A$|(?<=[aeiouA][bdgkptj]h)A$")


def read_indic(word: str) -> str:
    first = next((ord(letter) for letter in word if 0x0900 <= ord(letter) < 0x0E00), 0)
    read = _spoken(word.replace("ஃப", "f").replace("ன்ற", "ndr").replace("റ്റ", "tt").replace("ന്റ", "nt"))
    if first in _NORTHERN:
        return _SILENT_INSIDE.sub(r"\1", _SILENT_LAST.sub("", read)).lower()
    read = read.lower()
    for pattern, sound in _TAMIL_SOUNDS if first in _TAMIL else _VOICED if first in _MALAYALAM else ():
        read = pattern.sub(sound, read)
    return read


def _spoken(word: str) -> str:
    found: list[str] = []
    open_consonant = False
    for letter in word:
        sort, read = _sort(letter)
        if sort == _NUKTA:
            found[-1:] = [_WITH_NUKTA.get(found[-1], found[-1])] if found else []
            continue
        if open_consonant and sort not in {_KILLER, _VOWEL}:
            found.append(_BROUGHT_ALONG)
        open_consonant = sort == _CONSONANT
        found.append("" if sort == _KILLER else read)
    return "".join(found) + (_BROUGHT_ALONG if open_consonant else "")


@lru_cache(maxsize=2_048)
def _sort(letter: str) -> tuple[str, str]:
    """Whether it is a consonant, a vowel sign and so on, and how it reads."""
    name = unicodedata.name(letter, "")
    read = _LETTERS.get(letter) or "".join(filter(str.isalpha, anyascii(letter).lower()))
    if letter not in _LETTERS and "TAMIL" not in name:
        read = _SOUNDS.get(name.partition(" ")[2], read)
    if letter in {"\u0dca", "\u0bcd"} or "VIRAMA" in name:
        return _KILLER, ""
    if "NUKTA" in name:
        return _NUKTA, ""
    if "VOWEL SIGN" in name or "AU LENGTH" in name:
        return _VOWEL, read
    if "ANUSVARA" in name or "BINDI" in name or "TIPPI" in name or "CANDRABINDU" in name:
        return _NASAL, "n"
    if not 0x0900 <= ord(letter) < 0x0E00 or "CHILLU" in name or "KHANDA" in name or "VISARGA" in name:
        return _NASAL, read
    return (_NASAL, read) if read[:1] in set("aeiou") or not read else (_CONSONANT, read)
