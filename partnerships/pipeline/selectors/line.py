"""The stages of one partnership as a line: which it went through, when, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...enums import ENDED, PIPELINE, Stage
from ...models import Engagement, StageMove


@dataclass(frozen=True, slots=True)
class LineStage:
    """`move` is the last one that led there; a stage that was left out has none."""

    stage: Stage
    move: StageMove | None
    current: bool
    done: bool

    @property
    def label(self) -> Any:
        return self.stage.label


def line_of(engagement: Engagement) -> list[LineStage]:
    """One query. The stages of the pipeline, then active, then the end that it came to."""
    moves = list(StageMove.objects.filter(partnership=engagement).select_related("by"))
    last = {move.target: move for move in moves}
    ends = [Stage(engagement.stage)] if engagement.stage in ENDED else []
    began = engagement.stage not in (*PIPELINE, Stage.CLOSED)
    stages: Sequence[Stage] = (*PIPELINE, Stage.ACTIVE, *ends)
    if ends and not began:
        stages = (*PIPELINE, *ends)
    at = stages.index(Stage(engagement.stage))
    return [
        LineStage(stage, last.get(stage.value), current=number == at, done=number < at and stage.value in last)
        for number, stage in enumerate(stages)
    ]
