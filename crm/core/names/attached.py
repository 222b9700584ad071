"""Words inside writing that has no spaces: Chinese, Japanese, Korean and Thai names of companies."""

import re
from functools import cache

from .enums import Script
from .scripts import script_of
from .tables import company_words, legal_forms
from .translation import unspaced_words

_UNSPACED = frozenset({Script.HAN, Script.KANA, Script.HANGUL, Script.THAI})


def set_apart(text: str) -> str:
    """Spaces around legal forms and shared words."""
    if text.isascii():
        return text
    return _known().sub(r" \g<0> ", text)


@cache
def _known() -> re.Pattern[str]:
    """Longest first; a shared word of one letter may be part of anything."""
    forms = {"".join(entry.words) for entry in legal_forms()}
    shared = {word for entry in company_words() for word in entry.words if len(word) > 1}
    unspaced = {text for text in forms.union(shared, unspaced_words()) if script_of(text) in _UNSPACED}
    return re.compile("|".join(map(re.escape, sorted(unspaced, key=lambda text: (-len(text), text)))))
