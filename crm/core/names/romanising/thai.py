"""Thai and Lao: vowels stand before, above, below and behind their consonant."""

import re

_C = "[\u0e01-\u0e2e]"
_CLUSTER = f"((?:[กขคปพผตท][รล](?=[^{_C[1:-1]}]|{_C})|หม|หน|หล|หว|หย)|{_C})"
_THAI = [
    (re.compile(pattern), read)
    for pattern, read in (
        ("[\u0e48-\u0e4b\u0e4d\u0e4e]", ""),
        (f"(?:[ทดตก](?=[รษ]\u0e4c))?{_C}[\u0e34\u0e38]?\u0e4c", ""),
        (f"เ{_CLUSTER}ีย", r"\1ia"),
        (f"เ{_CLUSTER}ือ", r"\1uea"),
        (f"เ{_CLUSTER}า", r"\1ao"),
        (f"เ{_CLUSTER}(?:อ|ิ)", r"\1oe"),
        (f"[เ]{_CLUSTER}็?", r"\1e"),
        (f"แ{_CLUSTER}็?", r"\1ae"),
        (f"โ{_CLUSTER}", r"\1o"),
        (f"[ไใ]{_CLUSTER}", r"\1ai"),
        ("ัว", "ua"),
        (f"รร(?={_C})", "a"),
        ("รร", "an"),
        ("ห(?=[นมลวรยง])", ""),
        ("อ(?=[aeiouะ-ู])", ""),
        ("อ", "o"),
        ("ฤ", "rue"),
        ("^ญ|ญ(?=[aeiouะ-ู])", "y"),
        ("ญ", "n"),
        ("จ", "ch"),
        ("ื", "ue"),
        ("ึ", "ue"),
    )
]
_LAO_EXCEPTIONS = {
    0x0E8A: "ซ",
    0x0E8D: "ย",
    0x0EBB: "o",
    0x0EBC: "ล",
    0x0EBD: "ia",
    0x0ECD: "o",
    0x0EDC: "น",
    0x0EDD: "ม",
}
_LAO = {code: chr(code - 0x80) for code in range(0x0E81, 0x0ECF)} | _LAO_EXCEPTIONS


def read_thai(word: str) -> str:
    for pattern, read in _THAI:
        word = pattern.sub(read, word)
    return word


def read_lao(word: str) -> str:
    return read_thai(word.translate(_LAO))
