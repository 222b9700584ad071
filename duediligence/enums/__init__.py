"""The words of due diligence, a file a noun; where a value is in the REST contract, it is the contract's."""

from .clearances import ClearanceDeed, ClearanceState
from .criteria import CriterionGroup, CriterionKind, Effect, Whose
from .decisions import OPEN_STEPS, ConditionState, Outcome, RouteRule, StepState, VoteChoice, authority_label
from .monitoring import ConcernState, ReviewFinding
from .ratings import DECIDABLE, Rating
from .research import EvidenceKind, Reliability, RiskKind, Severity
from .screenings import (
    APPROVED_STATES,
    DECIDED_STATES,
    DESK_STATES,
    OPEN_STATES,
    UNDER_WAY_STATES,
    Engagement,
    PartyRole,
    Purpose,
    ScreeningState,
    Track,
)
from .watchlists import EntryKind, HitState, ListFormat, ListStanding, LoadState, NameQuality, NameUse

__all__ = [
    "APPROVED_STATES",
    "DECIDABLE",
    "DECIDED_STATES",
    "DESK_STATES",
    "OPEN_STATES",
    "OPEN_STEPS",
    "UNDER_WAY_STATES",
    "ClearanceDeed",
    "ClearanceState",
    "ConcernState",
    "ConditionState",
    "CriterionGroup",
    "CriterionKind",
    "Effect",
    "Engagement",
    "EntryKind",
    "EvidenceKind",
    "HitState",
    "ListFormat",
    "ListStanding",
    "LoadState",
    "NameQuality",
    "NameUse",
    "Outcome",
    "PartyRole",
    "Purpose",
    "Rating",
    "Reliability",
    "ReviewFinding",
    "RiskKind",
    "RouteRule",
    "ScreeningState",
    "Severity",
    "StepState",
    "Track",
    "VoteChoice",
    "Whose",
    "authority_label",
]
