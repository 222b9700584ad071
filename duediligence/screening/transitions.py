"""The life of a screening, as a table: from, to, who owns the move, audit verb, notice."""

from crm.core.transitions import Transition, TransitionTable

from ..enums import ScreeningState as S

# Who owns a move; policies say which people stand on each side.
REQUESTER, DESK, DECIDER = "requester", "desk", "decider"

SCREENING = TransitionTable(
    [
        Transition(S.DRAFT, S.RESEARCH, REQUESTER, "screening.requested", "screening_requested"),
        Transition(S.DRAFT, S.WITHDRAWN, REQUESTER, "screening.withdrawn"),
        Transition(S.RESEARCH, S.AWAITING_DECISION, DESK, "screening.submitted", "screening_submitted"),
        Transition(S.RESEARCH, S.WITHDRAWN, REQUESTER, "screening.withdrawn", "screening_withdrawn"),
        Transition(S.RETURNED, S.AWAITING_DECISION, DESK, "screening.submitted", "screening_submitted"),
        Transition(S.RETURNED, S.WITHDRAWN, REQUESTER, "screening.withdrawn", "screening_withdrawn"),
        Transition(S.AWAITING_DECISION, S.RETURNED, DECIDER, "screening.returned", "screening_returned"),
        Transition(S.AWAITING_DECISION, S.APPROVED, DECIDER, "screening.approved", "screening_decided"),
        Transition(
            S.AWAITING_DECISION,
            S.APPROVED_WITH_CONDITIONS,
            DECIDER,
            "screening.approved_with_conditions",
            "screening_decided",
        ),
        Transition(S.AWAITING_DECISION, S.REJECTED, DECIDER, "screening.rejected", "screening_decided"),
        Transition(S.AWAITING_DECISION, S.WITHDRAWN, REQUESTER, "screening.withdrawn", "screening_withdrawn"),
    ]
)
# Nothing follows these: a new look needs a new screening.
ENDS = frozenset({S.APPROVED, S.APPROVED_WITH_CONDITIONS, S.REJECTED, S.WITHDRAWN})
