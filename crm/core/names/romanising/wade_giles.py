"""The older romanisation of Chinese, in which Taiwan and books before 1980 write names: Hsiao-p'ing for Xiaoping."""

import re

from .tables import pairs

_WHOLE = pairs(
    "zi=tzu ci=tzu si=szu zhi=chih chi=chih shi=shih ri=jih yi=i you=yu yan=yen ye=yeh er=erh he=ho ge=ko "
    "ke=ko e=o yong=yung gui=kuei kui=kuei guo=kuo luo=lo duo=to tuo=to zuo=tso suo=so"
)
_INITIALS = (
    *(("zh", "ch"), ("q", "ch"), ("j", "ch"), ("x", "hs"), ("z", "ts"), ("c(?!h)", "ts"), ("d", "t"), ("t", "t")),
    *(("b", "p"), ("g", "k"), ("r", "j")),
)
_BEGINS = [(re.compile(f"^{pattern}"), read) for pattern, read in _INITIALS]
_ENDS = [
    (re.compile(f"{pattern}$"), read)
    for pattern, read in (("ong", "ung"), ("ian", "ien"), ("(?<=[jqxy])ue", "ueh"), ("ie", "ieh"), ("(?<=[^s])e", "o"))
]


def wade_giles(syllable: str) -> str:
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    for pattern, read in _ENDS:
        if pattern.search(syllable):
            syllable = pattern.sub(read, syllable)
            break
    for pattern, read in _BEGINS:
        if pattern.search(syllable):
            return pattern.sub(read, syllable)
    return syllable
