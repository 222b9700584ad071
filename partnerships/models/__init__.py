from .agreement import Agreement, AgreementTemplate, Clause, Renewal
from .document import EngagementDocument
from .engagement import Engagement
from .funding import Contribution, Instalment, StaffTime
from .grant import BudgetLine, CallCriterion, GrantCall, Proposal, ProposalScore
from .partner import Partner
from .pipeline import LapseRuling, StageMove
from .pipeline_settings import PipelineSettings
from .programme import Programme
from .result import Indicator, IndicatorTarget, IndicatorValue, Lesson, Milestone
from .score import DealBreaker, Score, ScoreFactor
from .survey import SurveyAnswer, SurveyInvitation, SurveyQuestion

__all__ = [
    "Agreement",
    "AgreementTemplate",
    "BudgetLine",
    "CallCriterion",
    "Clause",
    "Contribution",
    "DealBreaker",
    "Engagement",
    "EngagementDocument",
    "GrantCall",
    "Indicator",
    "IndicatorTarget",
    "IndicatorValue",
    "Instalment",
    "LapseRuling",
    "Lesson",
    "Milestone",
    "Partner",
    "PipelineSettings",
    "Programme",
    "Proposal",
    "ProposalScore",
    "Renewal",
    "Score",
    "ScoreFactor",
    "StaffTime",
    "StageMove",
    "SurveyAnswer",
    "SurveyInvitation",
    "SurveyQuestion",
]
