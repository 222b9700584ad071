from .rises import RiskRiseViewSet
from .views import ClearanceViewSet

routes = [
    ("clearances", ClearanceViewSet, "clearance"),
    ("risk-rises", RiskRiseViewSet, "risk-rise"),
]
