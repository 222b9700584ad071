"""How a romanised word sounds, whoever romanised it: three keys, each forgetting more than the one before.

`sound` unites spellings of one sound (Yuri, Juri, Iouri; Müller, Mueller); `loose` unites sounds that alphabets do not
tell apart (b and p, d and t, l and r); `skeleton` drops the vowels too, as Arabic and Hebrew writing does."""

import re
from functools import lru_cache

_CACHED_WORDS = 131_072

# In this order. Each line: what is written, what it sounds like.
_SOUNDS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:gn|kn)", "n"),
        (r"^(?:wr)", "r"),
        (r"^mac(?=[^aeiouy])", "mc"),
        (r"schtsch|shch|stsch|chtch|scz|szcz", "s"),
        (r"tsch|tch|dsch|dzh|czh", "ch"),
        (r"sch|sh|sz", "s"),
        (r"zh", "z"),
        (r"ph", "f"),
        (r"kh|gh(?=[aeiouy])", "h"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"dj|dz", "j"),
        (r"(?<=[^aeiouy])(?:ts|tz)", "s"),
        (r"ts|tz|cz", "c"),
        (r"ck|cq|qu|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"ch", "c"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(?<=[aeo])ff?$", "v"),
        (r"(?<=[aeiouy])h+|(?<=[^aeiouy])h+", ""),
        (r"ae|eo", "o"),
        (r"eau|aux?$|oo|ou|oe|ue|eu", "u"),
        (r"ee|ie|iy|ij|ey|ei|ay|ai", "i"),
        (r"j|y", "i"),
        (r"e", "i"),
        (r"o", "u"),
        (r"(.)\1+", r"\1"),
    )
]
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
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return word


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
