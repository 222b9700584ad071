"""How a romanised word sounds, whoever romanised it: three keys, each forgetting more than the one before.

`sound` unites spellings of one sound (Yuri, Juri, Iouri; Müller, Mueller); `loose` unites sounds that alphabets do not
tell apart (b and p, d and t, l and r); `skeleton` drops the vowels too, as Arabic and Hebrew writing does."""

import re
from functools import lru_cache

_CACHED_WORDS = 32_768

# In this order. Each line: letters without which it is not looked for, what is written, what it sounds like.
_SOUNDS: list[tuple[str, re.Pattern[str], str]] = [
    (letters, re.compile(pattern), sound)
    for letters, pattern, sound in (
        ("n", r"^(?:gn|kn)", "n"),
        ("wr", r"^(?:wr)", "r"),
        ("mac", r"^mac(?=[^aeiouy])", "mc"),
        ("c", r"schtsch|shch|stsch|chtch|scz|szcz", "s"),
        ("h", r"tsch|tch|dsch|dzh|czh", "ch"),
        ("s", r"sch|sh|sz", "s"),
        ("zh", r"zh", "z"),
        ("ph", r"ph", "f"),
        ("h", r"kh|gh(?=[aeiouy])", "h"),
        ("th", r"th", "t"),
        ("dh", r"dh", "d"),
        ("d", r"dj|dz", "j"),
        ("t", r"(?<=[^aeiouy])(?:ts|tz)", "s"),
        ("", r"ts|tz|cz", "c"),
        ("c", r"ck|cq", "k"),
        ("q", r"qu|q", "k"),
        ("x", r"x", "ks"),
        ("c", r"c(?=[eiy])", "s"),
        ("c", r"c(?!h)", "k"),
        ("ch", r"ch", "c"),
        ("w", r"w", "v"),
        ("z", r"z", "s"),
        ("f", r"(?<=[aeo])ff?$", "v"),
        ("h", r"(?<=[aeiouy])h+|(?<=[^aeiouy])h+", ""),
        ("e", r"ae|eo", "o"),
        ("", r"eau|aux?$|oo|ou|oe|ue|eu", "u"),
        ("", r"ee|ie|iy|ij|ey|ei|ay|ai", "i"),
    )
]
_VOWELS = str.maketrans({"j": "i", "y": "i", "e": "i", "o": "u"})
_LOOSE = str.maketrans({"b": "p", "d": "t", "g": "k", "c": "s", "l": "r", "f": "v", "m": "n"})
_CONSONANTS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch|sh|zh", "s"),
        (r"kh|ch", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"gh", "g"),
        (r"[qc]", "k"),
        (r"j", "g"),
        (r"p", "b"),
        (r"v", "f"),
        (r"z", "s"),
        (r"x", "ks"),
        (r"l(?=d[aeiy]+n$)", ""),
        (r"[aeiouwy]+", ""),
        (r"(.)\1+", r"\1"),
    )
]
_BARE: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^[aeiouy]+", "A"),
        (r"ng", "n"),
        (r"x", "ks"),
        (r"ph", "p"),
        (r"th", "t"),
        (r"kh", "h"),
        (r"sch|sh|tch|ch|ts|tz|dz|zh|dj|c(?=[eiy])|[szj]", "s"),
        (r"[bfvw]", "p"),
        (r"d", "t"),
        (r"[gqc]", "k"),
        (r"l", "r"),
        (r"m", "n"),
        (r"[aeiouyh]+", ""),
        (r"(.)\1+", r"\1"),
    )
]
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=_CACHED_WORDS)
def sound(word: str) -> str:
    for letters, pattern, written in _SOUNDS:
        if letters in word:
            word = pattern.sub(written, word)
    return _REPEATED.sub(r"\1", word.translate(_VOWELS))


@lru_cache(maxsize=_CACHED_WORDS)
def loose(word: str) -> str:
    return _REPEATED.sub(r"\1", sound(word).translate(_LOOSE))


@lru_cache(maxsize=_CACHED_WORDS)
def skeleton(word: str) -> str:
    """Consonants only; w and y may stand for vowels, so they count as such."""
    for pattern, written in _CONSONANTS:
        word = pattern.sub(written, word)
    return word


@lru_cache(maxsize=_CACHED_WORDS)
def bare(word: str) -> str:
    """What is left of a foreign name when Chinese, Japanese or Korean has written it down by its sound."""
    for pattern, written in _BARE:
        word = pattern.sub(written, word)
    return word
