"""The REST doors of due diligence, part by part."""

from ..clearances.api.urls import routes as clearances
from ..criteria.api import CriterionViewSet

routes = [
    ("criteria", CriterionViewSet, "criterion"),
    *clearances,
]
