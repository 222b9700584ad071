"""Arabic and Hebrew letters: which are vowels depends on their neighbours."""

import re

_ARABIC = [
    (re.compile(pattern), read)
    for pattern, read in (
        ("[أإآٱاىةۃ]", "a"),
        ("[عء]", "a"),
        ("ؤ", "u"),
        ("ئ", "i"),
        ("ے", "e"),
        ("[ہھۀە]", "ه"),
        ("[يیې]", "ی"),
        ("aa+", "a"),
        ("(?<=[^aeiuوی])ه$", "ah"),
        ("(?<=[^aeiuوی])و(?![aeuiی])", "u"),
        ("(?<=[^aeiuوی])ی(?![aeuو])", "i"),
        ("ی", "y"),
        ("و", "w"),
    )
]
_HEBREW = [
    (re.compile(pattern), read)
    for pattern, read in (
        ("^אי|^עי", "i"),
        ("^או|^עו", "o"),
        ("[אע]", "a"),
        ("^ש|ש", "sh"),
        ("ח", "h"),
        ("^י|יי", "y"),
        ("^ו|וו", "v"),
        ("ב", "b"),
        ("ף", "f"),
        ("פ", "p"),
        ("ך", "kh"),
        ("ה$", "a"),
        ("י", "i"),
        ("ו", "o"),
        ("צ|ץ", "ts"),
        ("aa+", "a"),
    )
]


def read_arabic(word: str) -> str:
    for pattern, read in _ARABIC:
        word = pattern.sub(read, word)
    return word


def read_hebrew(word: str) -> str:
    for pattern, read in _HEBREW:
        word = pattern.sub(read, word)
    return word
