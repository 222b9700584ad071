"""The REST doors of partnerships, part by part."""

from .collaborations import CollaborationViewSet
from .contributions import ContributionViewSet
from .grant_calls import GrantCallViewSet
from .partnerships import PartnershipViewSet
from .programmes import ProgrammeViewSet
from .proposals import ProposalViewSet
from .scores import ScoreFactorViewSet
from .staff_time import StaffTimeViewSet

routes = [
    ("partnerships", PartnershipViewSet, "partnership"),
    ("collaborations", CollaborationViewSet, "collaboration"),
    ("contributions", ContributionViewSet, "contribution"),
    ("programmes", ProgrammeViewSet, "programme"),
    ("score-factors", ScoreFactorViewSet, "score-factor"),
    ("staff-time", StaffTimeViewSet, "staff-time"),
    ("grant-calls", GrantCallViewSet, "grant-call"),
    ("proposals", ProposalViewSet, "proposal"),
]
