"""Which character parts the columns: the one that gives the same number of columns in most lines."""

import csv
import io
from collections import Counter

OFFERED = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def detect(text: str) -> str:
    """Counts whole records, so that a delimiter inside quotes does not deceive."""
    sample = "\n".join(text[:100_000].splitlines()[:200])
    best, best_score = ",", 0.0
    for delimiter in OFFERED:
        try:
            widths = [len(r) for r in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(r)]
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = times / len(widths) * (width - 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best
