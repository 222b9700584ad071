"""Whether text reads like a language: which letters beyond ASCII its words have, and where capitals stand in them."""

import re
import unicodedata
from collections import Counter
from functools import cache

# Letters in lower case. What a language borrows for names stands with it.
WESTERN = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíñóúüç",
    "pt": "ãõáâàçéêíóôúü",
    "de": "äöüßéèà",
    "nordic": "åäöøæé",
    "it": "àèéìòù",
}
CENTRAL = {
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "hr": "čćđšž",
    "de": WESTERN["de"],
}
TURKISH = {"tr": "çğıöşüâî", "de": WESTERN["de"]}
SCRIPTS = {"cyrillic": "CYRILLIC", "greek": "GREEK", "arabic": "ARABIC"}
CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")
# Marks of good typography, which stand beside or inside words of any language.
MARKS = frozenset("’‘“”„‚‹›«»–—…•·°º№£€©®™ªº¿¡§½\xa0،؛؟、。")
_EDGES = "".join(MARKS)
_WORD = re.compile(r"[^\s,;|\t\"()/&+.:!?0-9<>=\[\]{}*#@%-]+")


def fit(text: str, family: str | dict[str, str]) -> float:
    """From 0 to 1.5: how many words with letters beyond ASCII can be words of the family, and of one language alone."""
    words = Counter(word for word in _WORD.findall(text) if not word.isascii())
    total = words.total()
    if not total:
        return 1.5
    if isinstance(family, str):
        # Bytes of a Western accent make words of two scripts here.
        return 1.5 * sum(n for word, n in words.items() if _of_script(word, family)) / total
    sound = {word: n for word, n in words.items() if _sound(word)}
    known = [frozenset(letters + letters.upper()) for letters in family.values()]
    together = frozenset().union(*known)
    shares = [sum(n for word, n in sound.items() if _foreign(word) <= letters) for letters in known]
    explained = sum(n for word, n in sound.items() if _foreign(word) <= together)
    return (explained + max(shares) / 2) / total


def _foreign(word: str) -> frozenset[str]:
    return frozenset(c for c in word if not c.isascii() and c not in MARKS)


def _sound(word: str) -> bool:
    """Capitals at the beginning or all through; not nearly all letters with accents."""
    letters = [c for c in word if c.isalpha()]
    accented = [c for c in letters if not c.isascii()]
    if len(letters) > 3 and len(accented) > 0.7 * len(letters):
        return False
    inside = word.strip(_EDGES)
    plain = all(c.isalpha() or c == "’" or c.isascii() for c in inside)
    return plain and all(_cased(part) for part in re.split(r"[’']", inside))


def _cased(part: str) -> bool:
    """A capital with an accent in a word of small letters is what a wrong encoding makes."""
    inner = [c for c in part if c.isalpha()][1:]
    small = any(c.islower() for c in inner)
    return not small or not any(c.isupper() and not c.isascii() for c in inner)


def _of_script(word: str, family: str) -> bool:
    letters = [c for c in word if c not in MARKS and not c.isascii()]
    if family == "cjk":
        named = all(_name(c).startswith(CJK) for c in letters)
        return named and not any(c.isascii() and c.isalpha() for c in word)
    script = SCRIPTS[family]
    same = all(_name(c).startswith(script) for c in letters)
    return same and not any(c.isascii() and c.isalpha() for c in word) and _cased(word)


@cache
def _name(character: str) -> str:
    return unicodedata.name(character, "")
