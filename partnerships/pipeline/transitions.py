"""The pipeline as a table (domain.md section 4): how a partnership may move, and how the trail words it.

While it is prepared it moves freely, forwards and back: what a stage needs is asked by `requirements`.
"""

from itertools import permutations

from crm.core.transitions import Transition, TransitionTable

from ..enums import PIPELINE, Stage

# Whoever works on it; those who decide for the office, where an end is taken back.
OFFICE, DECIDER = "office", "decider"

PIPELINE_TABLE = TransitionTable(
    [
        *(Transition(source, target, OFFICE, "partnership.moved") for source, target in permutations(PIPELINE, 2)),
        *(Transition(source, Stage.ACTIVE, OFFICE, "partnership.activated") for source in PIPELINE),
        *(Transition(source, Stage.CLOSED, OFFICE, "partnership.closed") for source in PIPELINE),
        Transition(Stage.ACTIVE, Stage.COMPLETED, OFFICE, "partnership.completed"),
        Transition(Stage.ACTIVE, Stage.TERMINATED, OFFICE, "partnership.terminated"),
        *(Transition(Stage.CLOSED, target, OFFICE, "partnership.reopened") for target in PIPELINE),
        *(
            Transition(source, Stage.ACTIVE, DECIDER, "partnership.resumed")
            for source in (Stage.COMPLETED, Stage.TERMINATED)
        ),
    ]
)
