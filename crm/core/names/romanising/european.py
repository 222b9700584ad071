"""Greek, Armenian and Cyrillic: letters that make one sound together."""

import re
import unicodedata

_ACCENTS = re.compile("[\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0345]")
_GREEK = [
    (re.compile(pattern), read)
    for pattern, read in (
        ("ου", "ou"),
        ("([αεη])υ(?=[αβγδεζηιλμνορυω])", r"\1v"),
        ("([αεη])υ", r"\1f"),
        ("γ(?=[γξχ])", "n"),
        ("^γκ", "g"),
        ("γκ", "nk"),
        ("^μπ|(?<=μ)μπ", "b"),
        ("^ντ", "d"),
    )
]
_ARMENIAN = [
    (re.compile(pattern), read)
    for pattern, read in (("ու|ւ", "u"), ("և", "ev"), ("^ո(?!վ)", "vo"), ("^ե(?=[աու])", "y"), ("եա", "ea"))
]
# Between consonants only Bulgarian writes it: a vowel of its own.
_BULGARIAN_VOWEL = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])ъ(?=[бвгджзйклмнпрстфхцчшщ])|^ъ")


def read_greek(word: str) -> str:
    word = _ACCENTS.sub("", unicodedata.normalize("NFD", word))
    for pattern, read in _GREEK:
        word = pattern.sub(read, word)
    return word.replace("\u0308", "")


def read_armenian(word: str) -> str:
    for pattern, read in _ARMENIAN:
        word = pattern.sub(read, word)
    return word


def read_cyrillic(word: str) -> str:
    return _BULGARIAN_VOWEL.sub("a", word)
