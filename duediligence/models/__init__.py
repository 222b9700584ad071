from .authority import AuthorityRule, AuthorityStep, AuthorityVersion
from .clearance import Clearance, ClearanceChange, ContagionMark
from .criterion import ControversyTheme, Criterion, CriterionVersion, HighRiskSector
from .decision import Condition, DecisionMemo, RouteStep, Vote
from .hit import Hit
from .monitoring import Concern, Review, RiskRise
from .party import ScreenedParty
from .research import Answer, Controversy, Evidence, Risk, SalesActivity
from .screening import Screening, ScreeningMove
from .watchlist import EntryName, ListCheck, ListEntry, ListLoad, WatchList

__all__ = [
    "Answer",
    "AuthorityRule",
    "AuthorityStep",
    "AuthorityVersion",
    "Clearance",
    "ClearanceChange",
    "Concern",
    "Condition",
    "ContagionMark",
    "Controversy",
    "ControversyTheme",
    "Criterion",
    "CriterionVersion",
    "DecisionMemo",
    "EntryName",
    "Evidence",
    "HighRiskSector",
    "Hit",
    "ListCheck",
    "ListEntry",
    "ListLoad",
    "Review",
    "Risk",
    "RiskRise",
    "RouteStep",
    "SalesActivity",
    "ScreenedParty",
    "Screening",
    "ScreeningMove",
    "Vote",
    "WatchList",
]
