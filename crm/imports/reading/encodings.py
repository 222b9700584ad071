"""Which encoding a text file is in: proved where it can be, else proposed with how sure we are."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

SAMPLE = 200_000
# The first is proposed where nothing is proved; the order is the one of the select.
OFFERED: tuple[str, ...] = (
    *("utf-8", "utf-16", "cp1252", "iso-8859-15", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "mac_roman"),
    *("gb18030", "big5", "shift_jis", "euc_kr"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SURE = 100


@dataclass(frozen=True)
class Encoding:
    """`confidence` is in per cent; under 100 a person looks at the sample before anything is imported."""

    name: str
    confidence: int
    why: str
    others: tuple[str, ...] = ()


def detect(content: bytes) -> Encoding:
    """A mark at the beginning proves it; so does strict UTF-8 beyond ASCII; the rest is a proposal."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Encoding(name, SURE, "mark")
    halves = _utf16_without_mark(content)
    if halves:
        return Encoding(halves, 90, "zeros")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _proposed(content)
    return Encoding("utf-8", SURE, "ascii" if content.isascii() else "utf-8")


def _utf16_without_mark(content: bytes) -> str:
    """Latin text in UTF-16 has a zero in nearly every second byte."""
    head = content[:2000]
    if len(head) < 4 or head.count(0) < len(head) * 0.3:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _proposed(content: bytes) -> Encoding:
    """Single-byte encodings decode anything: the likeliest by its letters, and every other that reads differently."""
    sample = content[:SAMPLE]
    found = from_bytes(sample, cp_isolation=[n for n in OFFERED if n not in ("utf-8", "utf-16")])
    scores = {match.encoding: match for match in found}
    if not scores:
        return Encoding("cp1252", 30, "fallback", _that_read_differently("cp1252", sample))
    # Where both read it, the encoding of Western spreadsheets comes before its rarer relatives.
    best = "cp1252" if "cp1252" in scores and _plausible(sample) else next(iter(scores))
    confidence = round(max(30, min(90, 100 * (1 - scores[best].chaos - (1 - scores[best].coherence) / 4))))
    others = _that_read_differently(best, sample)
    if "mac_roman" in others and best == "cp1252":
        confidence = min(confidence, 70)
    return Encoding(best, confidence, "letters", others)


def _plausible(sample: bytes) -> bool:
    """Bytes beyond ASCII that are letters or usual marks in cp1252, not its boxes and control characters."""
    odd = [b for b in sample if b > 127]
    usual = [
        b
        for b in odd
        if b >= 0xC0
        or b
        in (0x80, 0x85, 0x8A, 0x8C, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9A, 0x9C, 0xA0, 0xAB, 0xB0, 0xBA, 0xBB, 0xBF)
    ]
    return len(usual) >= 0.9 * len(odd)


def _that_read_differently(chosen: str, sample: bytes) -> tuple[str, ...]:
    here = sample.decode(chosen, "replace")
    others = []
    for name in OFFERED:
        if name == chosen:
            continue
        try:
            if sample.decode(name) != here:
                others.append(name)
        except (UnicodeDecodeError, UnicodeError):
            continue
    return tuple(others)
