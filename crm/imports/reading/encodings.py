"""Which encoding a text file is in: proved where it can be, else proposed with how sure we are."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from . import alphabets

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
# Encodings that nothing in a file proves, in the order of preference, with the languages that are written in them.
FAMILIES: dict[str, str | dict[str, str]] = {
    "cp1252": alphabets.WESTERN,
    "iso-8859-15": alphabets.WESTERN,
    "mac_roman": alphabets.WESTERN,
    "cp1254": alphabets.TURKISH,
    "cp1250": alphabets.CENTRAL,
    "cp1251": "cyrillic",
    "cp1256": "arabic",
    "cp1253": "greek",
    "gb18030": "cjk",
    "big5": "cjk",
    "shift_jis": "cjk",
    "euc_kr": "cjk",
}
SURE, LIKELY, SEVERAL, UNSURE = 100, 90, 60, 30
# Scores go to 1.5: below POOR most words are strange in every encoding; closer than MARGIN, a person decides.
POOR, MARGIN = 0.75, 0.25
SHOWN = 160


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
    """Single-byte encodings decode anything: what counts is in which of them the words are words of a language."""
    sample = content[:SAMPLE]
    scores = {}
    for name, family in FAMILIES.items():
        text = _decoded(sample, name)
        if text is not None:
            scores[name] = alphabets.fit(text, family)
    if not scores:
        return Encoding("cp1252", UNSURE, "fallback")
    order = _usual(sample, scores)
    best = max(order, key=scores.__getitem__)  # the first of equals
    near = [n for n in order if n != best and scores[n] > 0 and scores[n] >= scores[best] - MARGIN]
    others = _that_read_differently(best, near, sample)
    if scores[best] < POOR:
        return Encoding(best, UNSURE, "letters", others)
    return Encoding(best, SEVERAL if others else LIKELY, "letters", others)


def _usual(sample: bytes, scores: dict[str, float]) -> list[str]:
    """Western spreadsheets come first; of the East Asian ones, which share their bytes, the one with usual words."""
    asian = [name for name in scores if FAMILIES[name] == "cjk"]
    if len(asian) > 1 and max(scores[name] for name in asian) > POOR:
        # Here, so that a process which never needs it does not hold it: it is large.
        from charset_normalizer import from_bytes

        whole = sample[: sample.rfind(b"\n") + 1] or sample  # not cut within a character
        found = from_bytes(whole, cp_isolation=asian).best()
        asian.sort(key=lambda name: found is None or name != found.encoding)
    return [name for name in scores if name not in asian] + asian


def _decoded(sample: bytes, name: str) -> str | None:
    """None where these bytes are no letters in it. The end of the sample may cut a character in two."""
    try:
        text = codecs.getincrementaldecoder(name)().decode(sample, final=len(sample) < SAMPLE)
    except UnicodeError:
        return None
    return None if any("\x80" <= c <= "\x9f" for c in text) else text


def _that_read_differently(best: str, near: list[str], sample: bytes) -> tuple[str, ...]:
    """Each reading once, under the first of its names."""
    readings = {_decoded(sample, best)}
    others = []
    for name in near:
        text = _decoded(sample, name)
        if text not in readings:
            readings.add(text)
            others.append(name)
    return tuple(others)


def compared(content: bytes, names: Iterable[str]) -> dict[str, str]:
    """For the eye: the first line that these encodings read differently, in each of them."""
    lines = {name: (_decoded(content[:SAMPLE], name) or "").splitlines() for name in names}
    for row in zip(*lines.values(), strict=False):
        if len(set(row)) > 1:
            return dict(zip(lines, (" ".join(line.split())[:SHOWN] for line in row), strict=True))
    return {}
