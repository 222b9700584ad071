"""The REST doors of partnerships, part by part."""

from .collaborations import CollaborationViewSet
from .contributions import ContributionViewSet
from .deal_breakers import DealBreakerViewSet
from .grant_calls import GrantCallViewSet
from .indicators import IndicatorViewSet
from .lessons import LessonViewSet
from .milestones import MilestoneViewSet
from .partnerships import PartnershipViewSet
from .programmes import ProgrammeViewSet
from .proposals import ProposalViewSet
from .scores import ScoreFactorViewSet
from .staff_time import StaffTimeViewSet
from .surveys import SurveyViewSet

routes = [
    ("partnerships", PartnershipViewSet, "partnership"),
    ("collaborations", CollaborationViewSet, "collaboration"),
    ("contributions", ContributionViewSet, "contribution"),
    ("programmes", ProgrammeViewSet, "programme"),
    ("score-factors", ScoreFactorViewSet, "score-factor"),
    ("deal-breakers", DealBreakerViewSet, "deal-breaker"),
    ("indicators", IndicatorViewSet, "indicator"),
    ("milestones", MilestoneViewSet, "milestone"),
    ("lessons", LessonViewSet, "lesson"),
    ("surveys", SurveyViewSet, "survey"),
    ("staff-time", StaffTimeViewSet, "staff-time"),
    ("grant-calls", GrantCallViewSet, "grant-call"),
    ("proposals", ProposalViewSet, "proposal"),
]
