"""Which writing system a name is in."""

from bisect import bisect_right

from .enums import Script

# First code point of each run of letters; a run ends where the next begins. Digits and signs belong to no script.
_RUNS: list[tuple[int, Script]] = [
    (0x0000, Script.NONE),
    (0x0041, Script.LATIN),
    (0x005B, Script.NONE),
    (0x0061, Script.LATIN),
    (0x007B, Script.NONE),
    (0x00C0, Script.LATIN),
    (0x0250, Script.OTHER),
    (0x0300, Script.NONE),
    (0x0370, Script.GREEK),
    (0x0400, Script.CYRILLIC),
    (0x0530, Script.ARMENIAN),
    (0x0590, Script.HEBREW),
    (0x0600, Script.ARABIC),
    (0x0780, Script.OTHER),
    (0x08A0, Script.ARABIC),
    (0x0900, Script.INDIC),
    (0x0E00, Script.THAI),
    (0x0F00, Script.OTHER),
    (0x1000, Script.BURMESE),
    (0x10A0, Script.GEORGIAN),
    (0x1100, Script.HANGUL),
    (0x1200, Script.ETHIOPIC),
    (0x13A0, Script.OTHER),
    (0x1780, Script.KHMER),
    (0x1800, Script.OTHER),
    (0x1C80, Script.CYRILLIC),
    (0x1C90, Script.GEORGIAN),
    (0x1CC0, Script.OTHER),
    (0x1E00, Script.LATIN),
    (0x1F00, Script.GREEK),
    (0x2000, Script.NONE),
    (0x2C00, Script.OTHER),
    (0x2D00, Script.GEORGIAN),
    (0x2D30, Script.OTHER),
    (0x2D80, Script.ETHIOPIC),
    (0x2DE0, Script.OTHER),
    (0x2E80, Script.HAN),
    (0x3007, Script.HAN),
    (0x3008, Script.NONE),
    (0x3041, Script.KANA),
    (0x3100, Script.OTHER),
    (0x3130, Script.HANGUL),
    (0x3190, Script.NONE),
    (0x31F0, Script.KANA),
    (0x3200, Script.NONE),
    (0x3400, Script.HAN),
    (0xA000, Script.OTHER),
    (0xA640, Script.CYRILLIC),
    (0xA6A0, Script.OTHER),
    (0xAC00, Script.HANGUL),
    (0xD7B0, Script.NONE),
    (0xF900, Script.HAN),
    (0xFB00, Script.LATIN),
    (0xFB1D, Script.HEBREW),
    (0xFB50, Script.ARABIC),
    (0xFE00, Script.NONE),
    (0xFE70, Script.ARABIC),
    (0xFF00, Script.NONE),
    (0xFF21, Script.LATIN),
    (0xFF5B, Script.NONE),
    (0xFF66, Script.KANA),
    (0xFFA0, Script.HANGUL),
    (0xFFE0, Script.NONE),
    (0x10000, Script.OTHER),
    (0x1F000, Script.NONE),
    (0x20000, Script.HAN),
    (0x30000, Script.HAN),
    (0xE0000, Script.NONE),
]
_STARTS = [start for start, _ in _RUNS]


def script_of_letter(letter: str) -> Script:
    return _RUNS[bisect_right(_STARTS, ord(letter)) - 1][1]


def script_of(text: str) -> Script:
    """The script of most letters; one kana letter makes Han characters Japanese."""
    if text.isascii():
        return Script.LATIN if any(map(str.isalpha, text)) else Script.NONE
    counts: dict[Script, int] = {}
    for letter in text:
        script = script_of_letter(letter)
        if script:
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return Script.NONE
    if Script.KANA in counts and counts[Script.KANA] + counts.get(Script.HAN, 0) > counts.get(Script.LATIN, 0):
        return Script.KANA
    return max(counts, key=lambda script: counts[script])
