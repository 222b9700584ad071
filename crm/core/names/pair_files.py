"""Labelled pairs of names and how well the product's thresholds tell them apart."""

import csv
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .enums import Kind, Script
from .name_score import name_score
from .normalise import normalise
from .tables import warm
from .weights import CANDIDATE_FROM

_KINDS = {"person": Kind.PERSON, "vessel": Kind.VESSEL}
_YES = frozenset({"true", "1", "yes", "t"})
_COLUMNS = ("schema", "name1", "name2", "is_match")


@dataclass(frozen=True, slots=True)
class LabelledPair:
    kind: Kind
    one: str
    other: str
    same: bool

    @property
    def non_latin(self) -> bool:
        scripts = {normalise(text, self.kind).script for text in (self.one, self.other)}
        return bool(scripts - {Script.LATIN, Script.NONE})


def read_pairs(path: Path) -> Iterator[LabelledPair]:
    """ValueError where a column is missing. What is no person and no ship is an organisation."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if missing := [name for name in _COLUMNS if name not in (rows.fieldnames or [])]:
            raise ValueError(f"Column missing: {', '.join(missing)}. Expected are {', '.join(_COLUMNS)}.")
        for row in rows:
            kind = _KINDS.get(row["schema"].strip().lower(), Kind.ORGANISATION)
            yield LabelledPair(kind, row["name1"], row["name2"], row["is_match"].strip().lower() in _YES)


def report(pairs: list[LabelledPair]) -> dict[str, object]:
    """Figures at the thresholds of the product; the time is that of normalising and scoring each pair once."""
    _warm()
    began = time.perf_counter()
    scores = [name_score(normalise(pair.one, pair.kind), normalise(pair.other, pair.kind)) for pair in pairs]
    seconds = time.perf_counter() - began
    judged = [(pair, score >= CANDIDATE_FROM[pair.kind]) for pair, score in zip(pairs, scores, strict=True)]
    return {
        "all": figures((said, pair.same) for pair, said in judged),
        "person": figures((said, pair.same) for pair, said in judged if pair.kind is Kind.PERSON),
        "organisation": figures((said, pair.same) for pair, said in judged if pair.kind is Kind.ORGANISATION),
        "vessel": figures((said, pair.same) for pair, said in judged if pair.kind is Kind.VESSEL),
        "non_latin": figures((said, pair.same) for pair, said in judged if pair.non_latin),
        "pairs_per_second": round(len(pairs) / seconds) if seconds else 0,
        "thresholds": {kind.value: CANDIDATE_FROM[kind] for kind in Kind},
    }


def _warm() -> None:
    """Tables of other scripts are read when a name first asks for them: here before the clock runs."""
    warm()
    for text in ("田中太郎", "김민수", "محمد علي"):
        normalise(text, Kind.PERSON)
    for text in ("東京銀行", "Банк", "بنك"):
        normalise(text, Kind.ORGANISATION)


def figures(judged: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """From (said the same, is the same)."""
    both = list(judged)
    hits = sum(said and same for said, same in both)
    said_same = sum(said for said, _ in both)
    same = sum(same for _, same in both)
    precision = hits / said_same if said_same else 0.0
    recall = hits / same if same else 0.0
    f1 = 2 * hits / (said_same + same) if said_same + same else 0.0
    return {"pairs": len(both), "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
