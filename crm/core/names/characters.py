"""Chinese, Japanese and Korean names by their signs: two signs may sound alike and make two people."""

from .enums import Script
from .scripts import script_of_letter
from .tables import han_variants

_BY_SIGN = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def signs(written: list[str], script: Script) -> str:
    """In no order of words, one shape for each sign; empty for names in an alphabet."""
    if script not in _BY_SIGN:
        return ""
    return "".join(sorted(written)).translate(han_variants()).translate(_HIRAGANA_TO_KATAKANA)


def comparable(one: str, other: str) -> bool:
    """Chinese signs with Chinese signs, syllables with syllables of the same sort."""
    return _sorts(one) == _sorts(other)


def _sorts(characters: str) -> set[Script]:
    """Japanese is written in signs and kana; the signs tell."""
    sorts = set(map(script_of_letter, characters)) & _BY_SIGN
    return sorts - {Script.KANA} if Script.HAN in sorts else sorts
