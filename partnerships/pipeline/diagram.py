"""The pipeline as a diagram (Mermaid), drawn from its table, for docs/partnerships.md."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from crm.core.transitions import Transition

from ..enums import ENDED, PIPELINE, Stage
from .transitions import DECIDER, PIPELINE_TABLE

_PREPARED = frozenset(stage.value for stage in PIPELINE)
_NAME = "prepared"


def diagram() -> str:
    """Stages between which every step is open stand in one frame; a step of all of them is drawn from the frame."""
    rows = list(PIPELINE_TABLE)
    inside = {(row.source, row.target) for row in rows if {row.source, row.target} <= _PREPARED}
    wanted = {(a, b) for a in _PREPARED for b in _PREPARED if a != b}
    if inside != wanted:
        raise ValueError("The stages of the preparation do not all lead to one another: draw them one by one.")
    lines = ["stateDiagram-v2", f"    [*] --> {Stage.IDENTIFIED.value}", f"    state {_NAME} {{"]
    lines += [f"        {a.value} --> {b.value}" for a, b in pairwise(PIPELINE)]
    lines += ["    }", f"    note right of {_NAME}: from each to every other of them"]
    lines += _steps(row for row in rows if (row.source, row.target) not in inside)
    return "\n".join([*lines, *_ends()])


def _steps(rows: Iterable[Transition]) -> Iterator[str]:
    ways: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        who = " (who decides for the office)" if row.who == DECIDER else ""
        label = row.verb.partition(".")[2] + who
        ways[_frame(row.source), _frame(row.target), label].add((row.source, row.target))
    for (source, target, label), steps in ways.items():
        if _NAME in (source, target) and len(steps) < len(_PREPARED):
            yield from (f"    {a} --> {b}: {label}" for a, b in sorted(steps))
        else:
            yield f"    {source} --> {target}: {label}"


def _ends() -> Iterator[str]:
    return (f"    {stage.value} --> [*]" for stage in ENDED)


def _frame(stage: str) -> str:
    return _NAME if stage in _PREPARED else stage
