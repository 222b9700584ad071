"""The first steps that every name goes through: one form of Unicode, small letters, words."""

import re
import unicodedata
from functools import lru_cache

from .romanising.letters import in_latin_letters

# Apostrophes belong to their word (O'Neil, Qa'ida), so they go before anything can make a space of them.
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʽʾʿ`´′＇"))
_APOSTROPHE = re.compile(f"[{''.join(map(chr, _APOSTROPHES))}]")
# Articles and prepositions that Romance languages write together with a vowel: "L'Aurora", "dell'Olmo"; "Al D'Awa" has
# none.
_ELIDED = re.compile(
    r"(?<!\w)(?:l|(?<=\w )(?<!al )d|(?:de|da|ne|su|co|a)ll|qu)"
    f"{_APOSTROPHE.pattern}"
    "(?=[aeiouyhàâæéèêëîïôœùûáíóúìò])",
    re.I,
)
# Invisible characters, accents left alone by composing, and the vowel signs of Arabic and Hebrew.
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]+"
)
# Vowel signs of the scripts of India and South-East Asia are no letters to `\w`, but they do not end a word.
_BREAK = re.compile("(?:[^\\w\u0900-\u109f\u1780-\u17ff]|_)+")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
_NUMBER_SIGN = re.compile(r"(?<=\d)[.,](?=\d)")


def compose(text: str) -> str:
    """One form of Unicode in small letters, without apostrophes and unseen signs."""
    if text.isascii():
        return text.translate(_APOSTROPHES).lower()
    folded = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    return unicodedata.normalize("NFC", _UNSEEN.sub("", unicodedata.normalize("NFC", folded)))


def without_elisions(text: str) -> str:
    return _ELIDED.sub("", text) if _APOSTROPHE.search(text) else text


def words(text: str, *, join_dotted: bool) -> list[str]:
    """The words of a composed text; "s.a." is one word for companies, two initials for people."""
    if "." in text:
        joint = "" if join_dotted else " "
        text = _DOTTED.sub(lambda found: f" {found[0].replace('.', joint)} ", text)
    if "&" in text or "+" in text:
        text = text.replace("&", " and ").replace("+", " and ")
    return _BREAK.sub(" ", _NUMBER_SIGN.sub("", text)).split()


@lru_cache(maxsize=16_384)
def romanise_word(word: str) -> str:
    """A word in the letters a to z and digits; empty where nothing of it can be written so."""
    return word if word.isascii() else in_latin_letters(word)
