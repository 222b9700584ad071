"""How well do the weights carry over to pairs that they were not chosen on?

    .venv/bin/python -m bench.names.fit FILE.csv [rounds]

Candidates for the few fitted weights are drawn at random from coarse grids. Five times over, the pairs of one kind are
divided into five parts with equal shares of matches; weights and threshold are chosen on four and judged on the fifth.
"""

import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crm.core.names.enums import Kind
from crm.core.names.name_score import name_score
from crm.core.names.normalise import normalise
from crm.core.names.pair_files import LabelledPair, read_pairs
from crm.core.names.weights import CANDIDATE_FROM, WEIGHTS, Weights

GRIDS: dict[Kind, dict[str, list[float]]] = {
    Kind.PERSON: {
        "edit": [0.9, 1.0, 1.1, 1.2],
        "sure": [0.7, 0.75, 0.8],
        "extra": [0.1, 0.2, 0.3],
        "conflict": [2.0, 2.5, 3.0],
        "wary": [1.0, 3.0, 5.0],
        "given": [0.4, 0.5, 0.7],
    },
    Kind.ORGANISATION: {
        "edit": [1.0, 1.2],
        "sure": [0.75, 0.8, 0.85],
        "extra": [0.2, 0.4, 0.6],
        "conflict": [1.5, 2.0, 2.5, 3.0],
        "light": [0.3, 0.6, 1.0],
        "number": [0.0, 0.5, 1.0],
    },
}
THRESHOLDS = [step / 100 for step in range(40, 95)]
REPEATS, PARTS = 5, 5


def main(path: Path, rounds: int) -> None:
    pairs = list(read_pairs(path))
    for kind, grid in GRIDS.items():
        chosen = [pair for pair in pairs if (pair.kind is Kind.PERSON) == (kind is Kind.PERSON)]
        _report(kind, chosen, _candidates(WEIGHTS[kind], grid, rounds))


def _candidates(base: Weights, grid: dict[str, list[float]], rounds: int) -> list[Weights]:
    draw = random.Random(7)
    return [base] + [replace(base, **{name: draw.choice(of) for name, of in grid.items()}) for _ in range(rounds - 1)]


def _report(kind: Kind, pairs: list[LabelledPair], candidates: list[Weights]) -> None:
    tables = [_said(pairs, weights) for weights in candidates]
    truth = sum(1 << place for place, pair in enumerate(pairs) if pair.same)
    fitted, product, own = [], [], THRESHOLDS.index(CANDIDATE_FROM[kind])
    for held_out in _parts(pairs):
        training = ((1 << len(pairs)) - 1) & ~held_out
        _, table, step = max(
            (_smooth(said, at, truth, training), -number, at)
            for number, said in enumerate(tables)
            for at in range(len(THRESHOLDS))
        )
        fitted.append(_f1(tables[-table][step], truth, held_out))
        product.append(_f1(tables[0][own], truth, held_out))
    whole = _f1(tables[0][own], truth, (1 << len(pairs)) - 1)
    print(f"{kind.value}: {len(pairs)} pairs, {len(candidates)} candidates")
    print(f"  chosen on four parts, judged on the fifth: F1 {_spread(fitted)}")
    print(f"  weights and threshold of the product, by part: F1 {_spread(product)}; on all pairs {whole:.3f}")


def _said(pairs: list[LabelledPair], weights: Weights) -> list[int]:
    """For each threshold one bit for each pair that is said to be the same."""
    scores = [name_score(normalise(p.one, p.kind), normalise(p.other, p.kind), weights) for p in pairs]
    return [sum(1 << place for place, score in enumerate(scores) if score >= least) for least in THRESHOLDS]


def _parts(pairs: list[LabelledPair]) -> Iterator[int]:
    for repeat in range(REPEATS):
        order = random.Random(repeat)
        groups = [[place for place, pair in enumerate(pairs) if pair.same is same] for same in (True, False)]
        for group in groups:
            order.shuffle(group)
        for part in range(PARTS):
            yield sum(1 << place for group in groups for place in group[part::PARTS])


def _smooth(said: list[int], at: int, truth: int, among: int) -> float:
    """A threshold whose neighbours are bad is luck."""
    beside = said[max(0, at - 2)], said[at], said[at], said[min(len(said) - 1, at + 2)]
    return sum(_f1(each, truth, among) for each in beside) / len(beside)


def _f1(said: int, truth: int, among: int) -> float:
    right = (said & truth & among).bit_count()
    return 2 * right / ((said & among).bit_count() + (truth & among).bit_count()) if right else 0.0


def _spread(values: list[float]) -> str:
    return f"{statistics.mean(values):.3f} ± {statistics.stdev(values):.3f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
