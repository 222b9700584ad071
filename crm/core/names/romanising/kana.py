"""Japanese syllables of two signs, which foreign names need."""

import re

_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_BEFORE = {"フ": "f", "テ": "t", "デ": "d", "ト": "t", "ド": "d", "ウ": "w", "ヴ": "v", "ツ": "ts"}
_BEFORE |= {"シ": "sh", "ジ": "j", "チ": "ch", "ク": "kw", "グ": "gw", "キ": "ky", "ニ": "ny", "イ": "y", "ズ": "z"}
_TWO = re.compile(f"([{''.join(_BEFORE)}])([{''.join(_SMALL)}])")
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def read_kana(word: str) -> str:
    return _TWO.sub(lambda found: _BEFORE[found[1]] + _SMALL[found[2]], word.translate(_HIRAGANA)).replace("ヴ", "vu")
