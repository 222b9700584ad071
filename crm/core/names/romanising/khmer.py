"""Khmer: a vowel sounds one way after the high consonants, another way after the rest."""

from .tables import pairs

_HIGH = frozenset("គឃងជឈញឌឍទធនពភមយរលវ")
_CONSONANTS = pairs(
    "ក=k ខ=kh គ=k ឃ=kh ង=ng ច=ch ឆ=chh ជ=ch ឈ=chh ញ=nh ដ=d ឋ=th ឌ=d ឍ=th ណ=n ត=t ថ=th ទ=t ធ=th ន=n ប=b ផ=ph "
    "ព=p ភ=ph ម=m យ=y រ=r ល=l វ=v ស=s ហ=h ឡ=l អ="
)
_VOWELS = {
    "ា": ("a", "ea"),
    "ិ": ("e", "i"),
    "ី": ("ei", "i"),
    "ឹ": ("oe", "ue"),
    "ឺ": ("eu", "eu"),
    "ុ": ("o", "u"),
    "ូ": ("o", "u"),
    "ួ": ("uo", "uo"),
    "ើ": ("ae", "eu"),
    "ឿ": ("oea", "oea"),
    "ៀ": ("ie", "ie"),
    "េ": ("e", "e"),
    "ែ": ("ae", "e"),
    "ៃ": ("ai", "ey"),
    "ោ": ("ao", "o"),
    "ៅ": ("au", "ov"),
    "ំ": ("am", "um"),
    "ះ": ("ah", "eah"),
}
_COENG, _TO_HIGH, _TO_LOW = "\u17d2", "\u17ca", "\u17c9"


def read_khmer(word: str) -> str:
    found: list[str] = []
    waiting, high = "", False
    joined = False
    for place, sign in enumerate(word):
        if sign in _CONSONANTS:
            if waiting and not joined and found[-1:] != [""]:
                found.append("o" if high else "a")
            read = "p" if sign == "ប" and word[place + 1 : place + 2] == _TO_LOW else _CONSONANTS[sign]
            found.append(read or ("" if word[place + 1 : place + 2] else "a"))
            high = sign in _HIGH or (joined and high)
            waiting, joined = sign, False
        elif sign == _COENG:
            joined = True
        elif sign in {_TO_HIGH, _TO_LOW}:
            high = sign == _TO_HIGH
        else:
            found.append(_VOWELS[sign][high] if sign in _VOWELS else sign)
            waiting = ""
    return "".join(found)
