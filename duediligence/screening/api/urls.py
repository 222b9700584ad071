"""The REST doors of screenings and of what lies on their desks."""

from .evidence import EvidenceViewSet
from .rows import ActivityViewSet, ControversyViewSet, PartyViewSet, RiskViewSet
from .views import ScreeningViewSet

routes = [
    ("screenings", ScreeningViewSet, "screening"),
    ("parties", PartyViewSet, "party"),
    ("evidence", EvidenceViewSet, "evidence"),
    ("sales-activities", ActivityViewSet, "sales-activity"),
    ("controversies", ControversyViewSet, "controversy"),
    ("risks", RiskViewSet, "risk"),
]
