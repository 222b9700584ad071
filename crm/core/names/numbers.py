"""Numbers in names: "Twenty-First", "21st" and "XXI" tell the same."""

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"

_CARDINAL = {word: value for value, word in enumerate(_UNITS.split())}
_TEN = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_ORDINAL = {word: value for value, word in enumerate(_ORDINALS.split(), start=1)}
_ORDINAL |= {f"{word}th": value for word, value in _CARDINAL.items() if value > 12}
_ORDINAL |= {f"{word[:-1]}ieth": value for word, value in _TEN.items()}
_TENTHS = re.compile(r"\d+(?:st|nd|rd|th)")
# One letter may be anything, and so may a number that is a word ("mix"); names count no further than a few tens.
_ROMAN = re.compile(r"(?=..)x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def in_digits(tokens: list[str]) -> list[str]:
    """Number words and Roman numerals in digits; an ordinal keeps its ending, one for all: "1st", "2nd", "21st"."""
    found: list[str] = []
    ten = 0
    for token in tokens:
        if ten and (unit := _CARDINAL.get(token, 0) or _ORDINAL.get(token, 0)) and unit < 10:
            found[-1] = str(ten + unit) if token in _CARDINAL else ordinal(ten + unit)
            ten = 0
            continue
        ten = _TEN.get(token, 0)
        found.append(_one(token))
    return found


def ordinal(value: int) -> str:
    ending = "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _one(token: str) -> str:
    if token in _CARDINAL or token in _TEN:
        return str(_CARDINAL.get(token, 0) or _TEN.get(token, 0))
    if token in _ORDINAL:
        return ordinal(_ORDINAL[token])
    if token.isdigit():
        return token.lstrip("0") or "0"
    if _TENTHS.fullmatch(token):
        return ordinal(int(token[:-2]))
    if token[0] in _ROMAN_VALUES and _ROMAN.fullmatch(token):
        return str(_roman(token))
    return token


def _roman(token: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in token]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
