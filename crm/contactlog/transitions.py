"""The life of a coordination request: one open state, four ends."""

from crm.core.transitions import Transition, TransitionTable

from .enums import CoordinationState as S

# Who owns the move; policies say which people stand on each side.
ASKED, ASKING = "asked", "asking"

COORDINATION = TransitionTable(
    [
        Transition(S.OPEN, S.AGREED, ASKED, "coordination.agreed", "coordination_agreed"),
        Transition(S.OPEN, S.DECLINED, ASKED, "coordination.declined", "coordination_declined"),
        Transition(S.OPEN, S.JOINED, ASKED, "coordination.joined", "coordination_joined"),
        Transition(S.OPEN, S.WITHDRAWN, ASKING, "coordination.withdrawn", "coordination_withdrawn"),
    ]
)
# Nothing follows these: a new approach needs a new request.
ENDS = frozenset({S.AGREED, S.DECLINED, S.JOINED, S.WITHDRAWN})
# After these the asking office may approach the company.
CLEARING = (S.AGREED, S.JOINED)
ANSWERS = (S.AGREED, S.DECLINED, S.JOINED)
